// A field of a form: its label above, what it is for, and what was wrong with it.
import { Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core'
import type { ComponentProps, ReactNode } from 'react'
import styles from './Field.module.css'

const names = {
  label: styles.label ?? '',
  description: styles.hint ?? '',
  error: styles.error ?? '',
  input: styles.input ?? '',
}
const order: ('label' | 'description' | 'error' | 'input')[] = ['label', 'description', 'error', 'input']

type Common = {
  label: string
  hint?: ReactNode
  error?: string | undefined
  value: string
  onChange: (value: string) => void
  name?: string
  required?: boolean
  autoFocus?: boolean
  disabled?: boolean
}
type TextProps = Common & {
  type?: 'text' | 'email' | 'date' | 'datetime-local' | 'url' | 'number' | 'search'
  autoComplete?: string
  mono?: boolean
  placeholder?: string
  maxLength?: number
  min?: string | number
  max?: string | number
}

/** What Mantine wants left out rather than undefined. */
function given({ hint, error, name, required, autoFocus, disabled }: Common) {
  return {
    inputWrapperOrder: order,
    withAsterisk: false,
    ...(hint ? { description: hint } : {}),
    ...(error ? { error } : {}),
    ...(name ? { name } : {}),
    ...(required ? { required } : {}),
    ...(autoFocus ? { 'data-autofocus': true, autoFocus: true } : {}),
    ...(disabled ? { disabled } : {}),
  }
}

export function TextField(props: TextProps) {
  const { label, value, onChange, type = 'text', autoComplete, mono, placeholder, maxLength, min, max } = props
  return (
    <TextInput
      {...given(props)}
      label={label}
      classNames={{ ...names, input: `${styles.input} ${mono ? styles.mono : ''}` }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      type={type}
      {...(autoComplete ? { autoComplete } : {})}
      {...(placeholder ? { placeholder } : {})}
      {...(maxLength ? { maxLength } : {})}
      {...(min !== undefined ? { min } : {})}
      {...(max !== undefined ? { max } : {})}
      spellCheck={!mono && type === 'text'}
    />
  )
}

export function PasswordField(props: Common & { autoComplete: 'current-password' | 'new-password' }) {
  return (
    <PasswordInput
      {...given(props)}
      label={props.label}
      classNames={{ ...names, innerInput: styles.inner ?? '', visibilityToggle: styles.toggle ?? '' }}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      autoComplete={props.autoComplete}
      visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0, 'aria-hidden': false }}
    />
  )
}

export function AreaField(props: Common & { rows?: number; mono?: boolean; placeholder?: string }) {
  return (
    <Textarea
      {...given(props)}
      label={props.label}
      classNames={{ ...names, input: `${styles.input} ${styles.area} ${props.mono ? styles.mono : ''}` }}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      rows={props.rows ?? 3}
      spellCheck={!props.mono}
      {...(props.placeholder ? { placeholder: props.placeholder } : {})}
    />
  )
}

export type Choice = { value: string; label: string; disabled?: boolean }

export function SelectField(props: Common & { choices: readonly Choice[]; quiet?: boolean }) {
  return (
    <NativeSelect
      {...given(props)}
      label={props.quiet ? undefined : props.label}
      aria-label={props.label}
      classNames={names}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      data={props.choices.map((choice) => ({ ...choice }))}
    />
  )
}

type CheckProps = Omit<ComponentProps<typeof Checkbox>, 'onChange' | 'checked' | 'label'> & {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}

export function CheckField({ label, checked, onChange, ...rest }: CheckProps) {
  return (
    <Checkbox
      {...rest}
      label={label}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
      classNames={{ body: styles.checkBody ?? '', label: styles.checkLabel ?? '' }}
    />
  )
}

export function Form({ onSubmit, children, label }: { onSubmit: () => void; children: ReactNode; label?: string }) {
  return (
    <form
      className={styles.form}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}
