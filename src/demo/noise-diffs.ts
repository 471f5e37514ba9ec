import type { FileChange } from './diff.ts';
import { edit } from './diff.ts';
import type { Random } from './random.ts';

type Shape = (at: number, word: string) => FileChange;

/** Edits to the build system and to C code, with a number and a word that make each one different. */
const shapes: Shape[] = [
  (at, word) =>
    edit(
      'scripts/Makefile.build',
      at,
      '',
      ` quiet_cmd_${word} = GEN     $@\n-cmd_${word} = $(obj)/${word} > $@\n+cmd_${word} = $(obj)/${word} $(real-prereqs) > $@\n \n $(obj)/%.mod: FORCE\n 	$(call if_changed,mod)\n`,
    ),
  (at, word) =>
    edit(
      'scripts/mod/modpost.c',
      at,
      'static void check_exports(struct module *mod)',
      ` 	struct symbol *s, *exp;\n \n+	if (mod->${word} == 0)\n+		return;\n+\n 	list_for_each_entry(s, &mod->unresolved_symbols, list) {\n 		const char *basename;\n`,
    ),
  (at, word) =>
    edit(
      'scripts/kconfig/menu.c',
      at,
      'static void menu_finalize(struct menu *parent)',
      ` 	struct menu *menu, *last_menu;\n-	struct symbol *${word} = NULL;\n 	struct symbol *sym;\n 	struct property *prop;\n`,
    ),
  (at, word) =>
    edit(
      'scripts/kconfig/lxdialog/menubox.c',
      at,
      'int dialog_menu(const char *title)',
      ` 		case KEY_DOWN:\n-			scroll = ${at} % height;\n+			scroll = clamp(${word}, 0, height);\n 			break;\n`,
    ),
  (at, word) =>
    edit(
      'scripts/package/mkdebian',
      at,
      'gen_source()',
      ` 	mkdir -p debian/${word}\n-	cp -p $1 debian/${word}\n+	cp -p -- "$1" "debian/${word}"\n 	echo "done"\n`,
    ),
  (at, word) =>
    edit(
      'tools/objtool/check.c',
      at,
      'static int add_jump_table(struct objtool_file *file)',
      ` 		if (dest_insn->${word})\n 			continue;\n \n+		if (!reloc_${word}(reloc))\n+			break;\n 		alt->insn = dest_insn;\n`,
    ),
  (at, word) =>
    edit(
      'Makefile',
      at,
      '',
      ` # ${word}: see Documentation/kbuild/makefiles.rst\n-export KBUILD_${word.toUpperCase()}\n+export KBUILD_${word.toUpperCase()} := $(or $(KBUILD_${word.toUpperCase()}),1)\n \n include $(srctree)/scripts/Makefile.compiler\n`,
    ),
  (at, word) =>
    edit(
      'Documentation/kbuild/kconfig.rst',
      at,
      '',
      ` KCONFIG_${word.toUpperCase()}\n ------------------\n-This environment variable is not trusted.\n+This environment variable makes the run more robust against ${word}s\n+that are missing.\n \n`,
    ),
  (at, word) =>
    edit(
      'init/Kconfig',
      at,
      'config LOCALVERSION_AUTO',
      ` 	default y\n 	depends on !COMPILE_TEST\n+	depends on !${word.toUpperCase()}\n 	help\n 	  This will try to automatically determine if the current tree is a\n`,
    ),
];

const words = [
  'order',
  'alias',
  'dump',
  'cookie',
  'owner',
  'checksum',
  'table',
  'stamp',
  'trace',
  'rusage',
  'truster',
  'crustacean',
  'section',
  'vdso',
];

/** One to three edits of different files. */
export function noiseChanges(chance: Random): FileChange[] {
  return chance
    .sample(shapes, chance.chance(0.7) ? 1 : chance.int(2, 3))
    .map((shape) => shape(chance.int(20, 1900), chance.pick(words)));
}
