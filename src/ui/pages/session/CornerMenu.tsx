// The menu of the corner: account, appearance, keys, signing out.
import { Menu } from '@mantine/core'
import { IconCircleCheck, IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react'
import { sessionApi } from '../../../contract/session.ts'
import { rememberMe, useMe } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { useGo } from '../../kit/Link.tsx'
import { paths } from '../../paths.ts'
import { type Appearance, appearanceLabels, appearances, chooseAppearance, useAppearance } from '../../theme/appearance.ts'
import styles from './Corner.module.css'
import { CornerButton } from './CornerButton.tsx'

function AppearanceItems() {
  const chosen = useAppearance()
  return (
    <>
      <Menu.Label>Appearance</Menu.Label>
      {appearances.map((one: Appearance) => (
        <Menu.Item
          key={one}
          role="menuitemradio"
          aria-checked={one === chosen}
          leftSection={<IconCircleCheck size={18} stroke={1.6} opacity={one === chosen ? 1 : 0} aria-hidden />}
          onClick={() => chooseAppearance(one)}
        >
          {appearanceLabels[one]}
        </Menu.Item>
      ))}
    </>
  )
}

export function CornerMenu({ onKeys }: { onKeys: () => void }) {
  const me = useMe()
  const go = useGo()
  const signOut = useSend(sessionApi.signOut)
  if (!me) return null
  const leave = async () => {
    await signOut.send({})
    rememberMe(null)
    go(paths.signIn())
  }
  return (
    <Menu
      defaultOpened
      position="bottom-end"
      width={300}
      transitionProps={{ duration: 90 }}
      shadow="none"
      classNames={{ dropdown: styles.menu ?? '', item: styles.item ?? '' }}
    >
      <Menu.Target>
        <CornerButton me={me} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={styles.who ?? ''}>
          <strong>{me.actor.name}</strong>
          <span>
            {me.actor.role}, {me.organization.name}
          </span>
        </Menu.Label>
        <Menu.Item leftSection={<IconUser size={18} stroke={1.6} aria-hidden />} onClick={() => go(paths.account())}>
          My account
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={18} stroke={1.6} aria-hidden />} onClick={onKeys} rightSection={<kbd>?</kbd>}>
          Keys
        </Menu.Item>
        <Menu.Divider />
        <AppearanceItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.6} aria-hidden />} onClick={() => void leave()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
