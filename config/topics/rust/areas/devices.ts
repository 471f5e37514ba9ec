import { row } from './row.ts';

/** The device model, buses and what drivers need of the kernel. */
const PLUMBING = [
  row(
    'driver-core',
    `drivers/base/ include/linux/device include/linux/platform_device include/linux/auxiliary_bus include/linux/property
     include/linux/kobj lib/kobj lib/devres fs/sysfs/ fs/kernfs/
     rust/kernel/device rust/kernel/driver rust/kernel/devres rust/kernel/faux rust/kernel/auxiliary
     rust/kernel/platform rust/kernel/property rust/kernel/sysfs
     rust/helpers/device rust/helpers/driver rust/helpers/devres rust/helpers/faux rust/helpers/auxiliary
     rust/helpers/platform rust/helpers/property rust/helpers/kobject`,
    'driver-core, driver core, device, devres, device_id, platform, auxiliary, faux, driver, property, sysfs, kernfs, kobject',
  ),
  row(
    'io',
    'include/linux/io.h include/linux/io- include/linux/ioport rust/kernel/io rust/helpers/io',
    'io, mmio, register, iomap, ioport, resource',
  ),
  row(
    'irq',
    'kernel/irq/ drivers/irqchip/ include/linux/irq include/linux/interrupt rust/kernel/irq rust/kernel/interrupt rust/helpers/irq',
    'irq, genirq, irqchip, interrupt',
  ),
  row(
    'dma',
    `kernel/dma/ drivers/dma/ drivers/dma-buf/ include/linux/dma include/linux/scatterlist lib/scatterlist
     rust/kernel/dma rust/kernel/scatterlist rust/helpers/dma rust/helpers/scatterlist`,
    'dma, dma-mapping, dmaengine, dma-buf, dma_buf, dma_fence, scatterlist, swiotlb',
  ),
  row(
    'iommu',
    'drivers/iommu/ include/linux/iommu include/linux/io-pgtable rust/kernel/iommu rust/helpers/iommu',
    'iommu, io-pgtable',
  ),
  row(
    'firmware',
    'drivers/firmware/ drivers/base/firmware_loader/ include/linux/firmware rust/kernel/firmware rust/helpers/firmware',
    'firmware, firmware_loader, efi',
  ),
  row(
    'of',
    'drivers/of/ include/linux/of Documentation/devicetree/ scripts/dtc/ rust/kernel/of rust/helpers/of',
    'of, dt-bindings, devicetree, dt',
  ),
  row('acpi', 'drivers/acpi/ include/acpi/ include/linux/acpi rust/kernel/acpi rust/helpers/acpi', 'acpi'),
  row(
    'pci',
    'drivers/pci/ include/linux/pci include/uapi/linux/pci rust/kernel/pci rust/helpers/pci',
    'pci, pcie, msi',
  ),
  row('usb', 'drivers/usb/ include/linux/usb rust/kernel/usb rust/helpers/usb', 'usb'),
  row(
    'i2c',
    'drivers/i2c/ drivers/i3c/ include/linux/i2c include/linux/i3c rust/kernel/i2c rust/kernel/i3c rust/helpers/i2c',
    'i2c, i3c',
  ),
  row('spi', 'drivers/spi/ include/linux/spi rust/kernel/spi rust/helpers/spi', 'spi'),
  row(
    'virtio',
    'drivers/virtio/ drivers/vhost/ include/linux/virtio include/uapi/linux/virtio rust/kernel/virtio rust/helpers/virtio',
    'virtio, vhost, virtio_ring',
  ),
];

/** What drivers drive. */
const DRIVERS = [
  row('gpio', 'drivers/gpio/ include/linux/gpio rust/kernel/gpio rust/helpers/gpio', 'gpio, gpiolib'),
  row('pinctrl', 'drivers/pinctrl/ include/linux/pinctrl rust/kernel/pinctrl', 'pinctrl'),
  row(
    'regulator',
    'drivers/regulator/ include/linux/regulator rust/kernel/regulator rust/helpers/regulator',
    'regulator',
  ),
  row('pwm', 'drivers/pwm/ include/linux/pwm rust/kernel/pwm rust/helpers/pwm', 'pwm'),
  row('clk', 'drivers/clk/ include/linux/clk rust/kernel/clk rust/helpers/clk', 'clk, clock'),
  row(
    'cpufreq',
    'drivers/cpufreq/ include/linux/cpufreq rust/kernel/cpufreq rust/helpers/cpufreq',
    'cpufreq',
  ),
  row('opp', 'drivers/opp/ include/linux/pm_opp rust/kernel/opp rust/helpers/opp', 'opp'),
  row('devfreq', 'drivers/devfreq/ include/linux/devfreq rust/kernel/devfreq', 'pm / devfreq, devfreq'),
  row(
    'pm',
    `kernel/power/ drivers/base/power/ drivers/pmdomain/ drivers/cpuidle/ include/linux/pm_runtime include/linux/pm_domain
     include/linux/suspend rust/kernel/pm rust/kernel/power rust/helpers/pm`,
    'pm, pm runtime, runtime_pm, pmdomain, cpuidle',
  ),
  row(
    'power',
    'drivers/power/ include/linux/power_supply rust/kernel/power_supply',
    'power, power supply, power_supply',
  ),
  row('thermal', 'drivers/thermal/ include/linux/thermal rust/kernel/thermal', 'thermal'),
  row('hwmon', 'drivers/hwmon/ include/linux/hwmon rust/kernel/hwmon', 'hwmon'),
  row('soc', 'drivers/soc/ include/linux/soc/ rust/kernel/soc', 'soc'),
  row('reset', 'drivers/reset/ include/linux/reset rust/kernel/reset', 'reset'),
  row('mfd', 'drivers/mfd/ include/linux/mfd rust/kernel/mfd', 'mfd'),
  row('nvmem', 'drivers/nvmem/ include/linux/nvmem rust/kernel/nvmem', 'nvmem'),
  row('mailbox', 'drivers/mailbox/ include/linux/mailbox rust/kernel/mailbox', 'mailbox'),
  row('remoteproc', 'drivers/remoteproc/ drivers/rpmsg/ include/linux/remoteproc', 'remoteproc, rpmsg'),
  row('watchdog', 'drivers/watchdog/ include/linux/watchdog rust/kernel/watchdog', 'watchdog'),
  row('rtc', 'drivers/rtc/ include/linux/rtc rust/kernel/rtc rust/helpers/rtc', 'rtc'),
  row('iio', 'drivers/iio/ include/linux/iio/ rust/kernel/iio', 'iio'),
  row('leds', 'drivers/leds/ include/linux/led rust/kernel/led', 'leds, led'),
  row('input', 'drivers/input/ include/linux/input rust/kernel/input', 'input'),
  row('hid', 'drivers/hid/ include/linux/hid rust/kernel/hid rust/helpers/hid', 'hid'),
  row(
    'media',
    'drivers/media/ include/media/ include/uapi/linux/media rust/kernel/media rust/kernel/v4l2',
    'media, v4l2',
  ),
  row('sound', 'sound/ include/sound/ rust/kernel/sound', 'sound, alsa, asoc'),
  row(
    'tty',
    'drivers/tty/ include/linux/tty include/linux/serial include/linux/serdev rust/kernel/tty rust/kernel/serdev rust/helpers/serdev',
    'tty, serial, serdev',
  ),
  row('mmc', 'drivers/mmc/ include/linux/mmc', 'mmc, sdhci'),
  row('scsi', 'drivers/scsi/ drivers/ufs/ drivers/ata/ include/scsi/', 'scsi, ufs, ata'),
  row('rdma', 'drivers/infiniband/ include/rdma/', 'rdma, infiniband, ib'),
  row('vfio', 'drivers/vfio/ include/linux/vfio', 'vfio'),
  row('cxl', 'drivers/cxl/', 'cxl'),
  row('staging', 'drivers/staging/', 'staging'),
  row(
    'misc',
    'drivers/misc/ drivers/char/ include/linux/miscdevice rust/kernel/miscdevice rust/helpers/miscdevice',
    'miscdevice, misc, char, char-misc',
  ),
  row(
    'binder',
    'drivers/android/ include/uapi/linux/android/ rust/helpers/binder',
    'binder, rust_binder, binderfs, rust_binderfs, android',
  ),
  row('ashmem', 'drivers/staging/android/ rust/kernel/ashmem', 'ashmem, rust_ashmem'),
];

/** Graphics: where most of the drivers in Rust are. */
const GRAPHICS = [
  row(
    'drm',
    'drivers/gpu/ include/drm/ include/uapi/drm/ rust/kernel/drm rust/kernel/gpu rust/helpers/drm rust/helpers/gpu',
    'drm, gem, gpuvm, gpu, shmem, kms, fbdev, buddy',
  ),
  row(
    'drm/nova',
    'drivers/gpu/nova-core/ drivers/gpu/drm/nova/ include/uapi/drm/nova Documentation/gpu/nova/',
    'nova, nova-core, nova-drm, gpu/nova-core',
  ),
  row('drm/tyr', 'drivers/gpu/drm/tyr/ Documentation/gpu/tyr', 'tyr'),
  row('drm/asahi', 'drivers/gpu/drm/asahi/ include/uapi/drm/asahi', 'asahi'),
  row('drm/nouveau', 'drivers/gpu/drm/nouveau/ include/uapi/drm/nouveau', 'nouveau'),
  row('drm/panthor', 'drivers/gpu/drm/panthor/ include/uapi/drm/panthor', 'panthor'),
  row('drm/panic', 'drivers/gpu/drm/drm_panic include/drm/drm_panic', 'drm_panic, panic'),
  row('drm/sched', 'drivers/gpu/drm/scheduler/ include/drm/gpu_scheduler', 'drm_sched'),
];

export const DEVICE_AREAS = [...PLUMBING, ...DRIVERS, ...GRAPHICS];
