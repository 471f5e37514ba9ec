import type { APILabelComponent, APIModalInteractionResponse, APIModalSubmission } from 'discord.js';
import type { Ask } from '../../../domain/answer/ask.ts';
import type { CommandSpec, FieldSpec } from '../../../domain/answer/command-spec.ts';
import type { Asker } from '../../../ports/chat.ts';
import type { CustomIds } from './custom-id.ts';

type Form = NonNullable<CommandSpec['form']>;
export type FormSpec = CommandSpec & { readonly form: Form };

/** Of Discord (docs, Component Reference). */
const LIMITS = { title: 45, label: 45, hint: 100, value: 4000, fields: 5, choices: 25, choice: 100 } as const;
const MODAL = 9;
const LABEL = 18;
const TEXT = 4;
const SELECT = 3;
const SHORT = 1;

/** Whether the command has a form that he may send; who may not is told so at once, before he fills it in. */
export function mayFill(spec: CommandSpec | undefined, asker: Pick<Asker, 'mayManage'>): spec is FormSpec {
  return spec?.form !== undefined && (asker.mayManage || !spec.manages);
}

/** Whether the ask names nothing: then the form is opened. */
export function isBare({ values }: Ask): boolean {
  return Object.values(values).every((value) => value === '');
}

/** The form as an answer, with what the ask says filled in. What has no field goes along in its id. */
export function openForm(
  { form }: FormSpec,
  ask: Ask,
  deed: 'sent' | 'resent',
  { ids, tenant }: { readonly ids: CustomIds; readonly tenant: string },
): APIModalInteractionResponse {
  const fields = form.fields.slice(0, LIMITS.fields);
  const others = Object.entries(ask.values).filter(([name]) => !fields.some(({ option }) => option === name));
  const rest: Ask = { command: ask.command, values: Object.fromEntries(others), page: 0 };
  return {
    type: MODAL,
    data: {
      custom_id: ids.write(deed, rest, tenant),
      title: form.title.slice(0, LIMITS.title),
      components: fields.map((field) => fieldOf(field, ask.values[field.option] ?? '')),
    },
  };
}

/** What was filled in, by option; empty fields are left out. */
export function readForm({ components }: Pick<APIModalSubmission, 'components'>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const component of components) {
    const inner =
      'component' in component
        ? [component.component]
        : 'components' in component
          ? component.components
          : [];
    for (const field of inner) {
      const value = 'value' in field ? field.value : field.values[0];
      if (typeof value === 'string' && value.trim() !== '') values[field.custom_id] = value.trim();
    }
  }
  return values;
}

function fieldOf(field: FieldSpec, value: string): APILabelComponent {
  const { option, label, hint, required } = field;
  const base = { custom_id: option, required: required === true };
  const hinted = hint === '' ? {} : { placeholder: hint.slice(0, LIMITS.hint) };
  if (field.choices === undefined || field.choices.length === 0) {
    const filled = value === '' ? {} : { value: value.slice(0, LIMITS.value).toWellFormed() };
    return {
      type: LABEL,
      label: label.slice(0, LIMITS.label),
      component: { type: TEXT, style: SHORT, max_length: LIMITS.value, ...base, ...hinted, ...filled },
    };
  }
  // What was typed and is none of the choices is not lost.
  const all = value === '' || field.choices.includes(value) ? field.choices : [value, ...field.choices];
  const options = all
    .slice(0, LIMITS.choices)
    .map((choice) => choice.slice(0, LIMITS.choice).toWellFormed())
    .map((choice, at) => ({ label: choice, value: choice, ...(all[at] === value ? { default: true } : {}) }));
  return {
    type: LABEL,
    label: label.slice(0, LIMITS.label),
    component: {
      type: SELECT,
      ...base,
      ...hinted,
      min_values: required === true ? 1 : 0,
      max_values: 1,
      options,
    },
  };
}
