import type { MilestoneType } from '../../../../src/domain/milestone/type.ts';
import { diffOf } from '../relevance/example.ts';

export const DEFAULT_ON: MilestoneType = {
  id: 'default-on',
  summary: 'Rust, or something written in it, is switched on by default.',
  significance: 'major',
  proofs: [
    {
      id: 'defconfig-sets',
      clue: {
        in: 'lines',
        sign: '+',
        path: /^arch\/(?<arch>[\w-]{1,30})\/configs\//,
        words: /^CONFIG_(?<option>RUST|(?!SAMPLE)\w{1,40}_RUST|DRM_NOVA|DRM_TYR|NOVA_CORE)=[ym]$/,
      },
      title: 'On by default: {option} ({arch})',
      key: '{option} {arch}',
    },
    {
      id: 'kconfig-defaults',
      clue: {
        in: 'paragraphs',
        path: /(?:^|\/)Kconfig[.\w-]*$/,
        words:
          /^ (?:menu)?config (?<option>RUST|(?!SAMPLE)\w{1,40}_RUST|DRM_NOVA|DRM_TYR|NOVA_CORE)\n(?:[ +-][^\n]{0,200}\n){0,12}\+\s{1,20}default [ym]\b/m,
      },
      title: 'On by default: {option}',
      key: '{option}',
    },
  ],
  examples: {
    yes: [
      {
        subject: '[PATCH] arm64: defconfig: enable Rust',
        body: diffOf('arch/arm64/configs/defconfig', ' CONFIG_A=y', '+CONFIG_RUST=y'),
        title: 'On by default: RUST (arm64)',
      },
      {
        subject: '[PATCH] hwmon: the one in Rust',
        body: diffOf('drivers/hwmon/Kconfig', ' config TMP999_RUST', ' \tbool', '+\tdefault y'),
        title: 'On by default: TMP999_RUST',
      },
    ],
    no: [
      {
        subject: '[PATCH] keys: rust-proof defaults',
        body: diffOf('arch/x86/configs/x86_64_defconfig', '+CONFIG_SYSTEM_TRUSTED_KEYRING=y'),
      },
      {
        subject: '[PATCH] kunit: rust: a config',
        body: diffOf('tools/testing/kunit/configs/rust.config', '+CONFIG_RUST=y'),
      },
      {
        subject: '[PATCH] rust: a new option',
        body: diffOf('lib/Kconfig.debug', '+config RUST_CHECKS', '+\tbool', '+\tdefault y'),
      },
    ],
  },
};
