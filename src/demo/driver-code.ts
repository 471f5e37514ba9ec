import type { FileChange } from './diff.ts';
import { create, edit } from './diff.ts';

/** A driver written in Rust. */
export type Driver = {
  /** The folder and the file: `drivers/<folder>/<file>.rs`. */
  folder: string;
  file: string;
  type: string;
  option: string;
  chip: string;
  compatible: string;
  /** The module of the kernel crate that it uses. */
  uses: string;
  author: string;
};

/** A platform driver: device table, private data, probe, registration. */
export function driverSource(driver: Driver): FileChange {
  const { type, chip, compatible, uses, author } = driver;
  const text = `// SPDX-License-Identifier: GPL-2.0

//! Driver for the ${chip}.

use kernel::{
    c_str,
    device::Core,
    ${uses},
    of,
    platform,
    prelude::*,
    types::ARef,
};

const REG_STATUS: usize = 0x00;
const REG_CONFIG: usize = 0x04;
const CONFIG_ENABLE: u32 = 1 << 0;

struct ${type} {
    pdev: ARef<platform::Device>,
    registration: Pin<KBox<${uses}::Registration<Self>>>,
}

kernel::of_device_table!(
    OF_TABLE,
    MODULE_OF_TABLE,
    <${type} as platform::Driver>::IdInfo,
    [(of::DeviceId::new(c_str!("${compatible}")), ())]
);

impl platform::Driver for ${type} {
    type IdInfo = ();
    const OF_ID_TABLE: Option<of::IdTable<Self::IdInfo>> = Some(&OF_TABLE);

    fn probe(
        pdev: &platform::Device<Core>,
        _info: Option<&Self::IdInfo>,
    ) -> impl PinInit<Self, Error> {
        let io = pdev.io_request_by_index(0).ok_or(ENODEV)?.iomap_sized::<0x40>()?;

        if io.access(pdev.as_ref())?.read32(REG_STATUS) == u32::MAX {
            dev_err!(pdev.as_ref(), "no answer from the ${chip}\\n");
            return Err(ENODEV);
        }
        io.access(pdev.as_ref())?.write32(CONFIG_ENABLE, REG_CONFIG);

        Ok(Self {
            pdev: pdev.into(),
            registration: ${uses}::Registration::new(pdev.as_ref(), io)?,
        })
    }
}

kernel::module_platform_driver! {
    type: ${type},
    name: "${driver.file}",
    authors: ["${author}"],
    description: "${chip} driver",
    license: "GPL",
}
`;
  return create(`drivers/${driver.folder}/${driver.file}.rs`, text);
}

/** The Kconfig entry and the Makefile line of a driver. */
export function driverBuild(driver: Driver): FileChange[] {
  const { folder, file, option, chip } = driver;
  return [
    edit(
      `drivers/${folder}/Kconfig`,
      214,
      '',
      ` 	  To compile this driver as a module, choose M here.
 
+config ${option}
+	tristate "${chip} (Rust)"
+	depends on RUST && OF
+	help
+	  Say Y here to support the ${chip}. The driver is
+	  written in Rust.
+
+	  To compile it as a module, choose M here: the module will be
+	  called ${file}.
+
 endif
`,
    ),
    edit(
      `drivers/${folder}/Makefile`,
      41,
      '',
      ` obj-$(CONFIG_REGMAP_GLUE)	+= regmap-glue.o\n+obj-$(CONFIG_${option})	+= ${file}.o\n \n # keep this list sorted\n`,
    ),
  ];
}

/** A MAINTAINERS entry for a Rust file. */
export function maintainersEntry(title: string, who: string, path: string): FileChange {
  return edit(
    'MAINTAINERS',
    18_342,
    '',
    ` F:	Documentation/admin-guide/qts.rst
 F:	drivers/misc/qts/
 
+${title} [RUST]
+M:	${who}
+L:	rust-for-linux@vger.kernel.org
+S:	Maintained
+F:	${path}
+
 QUANTUM TEMPERATURE BRIDGE
 L:	linux-kernel@vger.kernel.org
`,
  );
}
