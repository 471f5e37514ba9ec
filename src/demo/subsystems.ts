import type { Subsystem } from './rust-code.ts';

/** Subsystems with an abstraction in the making. */
export const subsystems = {
  gpio: {
    module: 'gpio',
    type: 'Line',
    cType: 'gpio_desc',
    header: 'include/linux/gpio/consumer.h',
    what: 'GPIO line',
    methods: [
      ['direction', 'gpiod_get_direction', 'i32'],
      ['set_input', 'gpiod_direction_input', 'Result'],
      ['is_active_low', 'gpiod_is_active_low', 'bool'],
      ['release', 'gpiod_put', '()'],
    ],
  },
  hwmon: {
    module: 'hwmon',
    type: 'Channel',
    cType: 'hwmon_channel_info',
    header: 'include/linux/hwmon.h',
    what: 'sensor channel',
    methods: [
      ['notify', 'hwmon_notify_event', 'Result'],
      ['lock', 'hwmon_lock', '()'],
      ['unlock', 'hwmon_unlock', '()'],
    ],
  },
  spi: {
    module: 'spi',
    type: 'Controller',
    cType: 'spi_controller',
    header: 'include/linux/spi/spi.h',
    what: 'SPI controller',
    methods: [
      ['register', 'spi_register_controller', 'Result'],
      ['suspend', 'spi_controller_suspend', 'Result'],
      ['resume', 'spi_controller_resume', 'Result'],
    ],
  },
  dma_pool: {
    module: 'dma_pool',
    type: 'Pool',
    cType: 'dma_pool',
    header: 'include/linux/dmapool.h',
    what: 'pool of coherent memory',
    methods: [
      ['destroy', 'dma_pool_destroy', '()'],
      ['is_empty', 'dma_pool_is_empty', 'bool'],
    ],
  },
  irq: {
    module: 'irq_percpu',
    type: 'PerCpuRegistration',
    cType: 'irq_desc',
    header: 'include/linux/interrupt.h',
    what: 'per-CPU interrupt',
    methods: [
      ['enable', 'enable_percpu_irq_desc', '()'],
      ['disable', 'disable_percpu_irq_desc', '()'],
      ['is_enabled', 'irq_percpu_is_enabled_desc', 'bool'],
    ],
  },
  phy: {
    module: 'net_phy_led',
    type: 'Led',
    cType: 'phy_led',
    header: 'include/linux/phy.h',
    what: 'LED of a network PHY',
    methods: [
      ['blink', 'phy_led_blink', 'Result'],
      ['brightness', 'phy_led_brightness', 'u32'],
    ],
  },
  power_supply: {
    module: 'power_supply',
    type: 'Supply',
    cType: 'power_supply',
    header: 'include/linux/power_supply.h',
    what: 'power supply',
    methods: [
      ['changed', 'power_supply_changed', '()'],
      ['is_online', 'power_supply_is_online', 'bool'],
      ['powers', 'power_supply_powers_self', 'Result'],
    ],
  },
  mailbox: {
    module: 'mailbox',
    type: 'Chan',
    cType: 'mbox_chan',
    header: 'include/linux/mailbox_client.h',
    what: 'mailbox channel',
    methods: [
      ['peek', 'mbox_client_peek_data', 'bool'],
      ['flush', 'mbox_flush_all', 'Result'],
      ['free', 'mbox_free_channel', '()'],
    ],
  },
  rtc: {
    module: 'rtc',
    type: 'Clock',
    cType: 'rtc_device',
    header: 'include/linux/rtc.h',
    what: 'real-time clock',
    methods: [
      ['update_irq_enable', 'rtc_update_irq_enable_now', 'Result'],
      ['is_valid', 'rtc_is_valid', 'bool'],
    ],
  },
  leds: {
    module: 'leds',
    type: 'ClassDev',
    cType: 'led_classdev',
    header: 'include/linux/leds.h',
    what: 'LED class device',
    methods: [
      ['suspend', 'led_classdev_suspend', '()'],
      ['resume', 'led_classdev_resume', '()'],
      ['update', 'led_update_brightness', 'Result'],
    ],
  },
  iommu: {
    module: 'iommu',
    type: 'Domain',
    cType: 'iommu_domain',
    header: 'include/linux/iommu.h',
    what: 'IOMMU domain',
    methods: [
      ['flush_all', 'iommu_flush_iotlb_all', '()'],
      ['is_identity', 'iommu_domain_is_identity', 'bool'],
    ],
  },
  watchdog: {
    module: 'watchdog',
    type: 'Watchdog',
    cType: 'watchdog_device',
    header: 'include/linux/watchdog.h',
    what: 'watchdog timer',
    methods: [
      ['ping', 'watchdog_ping_now', 'Result'],
      ['is_active', 'watchdog_active', 'bool'],
      ['is_running', 'watchdog_hw_running', 'bool'],
    ],
  },
  reset: {
    module: 'reset',
    type: 'Control',
    cType: 'reset_control',
    header: 'include/linux/reset.h',
    what: 'reset line',
    methods: [
      ['assert', 'reset_control_assert', 'Result'],
      ['deassert', 'reset_control_deassert', 'Result'],
      ['status', 'reset_control_status', 'i32'],
    ],
  },
  nvmem: {
    module: 'nvmem',
    type: 'Cell',
    cType: 'nvmem_cell',
    header: 'include/linux/nvmem-consumer.h',
    what: 'cell of non-volatile memory',
    methods: [
      ['put', 'nvmem_cell_put', '()'],
      ['size', 'nvmem_cell_size', 'u32'],
    ],
  },
  thermal: {
    module: 'thermal',
    type: 'Zone',
    cType: 'thermal_zone_device',
    header: 'include/linux/thermal.h',
    what: 'thermal zone',
    methods: [
      ['enable', 'thermal_zone_device_enable', 'Result'],
      ['disable', 'thermal_zone_device_disable', 'Result'],
      ['id', 'thermal_zone_device_id', 'i32'],
    ],
  },
} satisfies Record<string, Subsystem>;

export type SubsystemKey = keyof typeof subsystems;
export const subsystemKeys = Object.keys(subsystems) as SubsystemKey[];
