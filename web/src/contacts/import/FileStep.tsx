import { useTranslation } from 'react-i18next'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from './Import.module.css'

const EXAMPLE = {
  en: 'email,first name,last name,company,job title,consent\nada@lemaire.example,Ada,Martin,Lemaire Pumps,CIO,granted',
  fr: 'e-mail;prénom;nom;société;fonction;consentement\nada@lemaire.example;Ada;Martin;Pompes Lemaire;DSI;granted',
}

/** Takes the file, and shows what one looks like. */
export function FileStep({ onFile }: { onFile: (file: File) => void }) {
  const { t, i18n } = useTranslation('contacts')
  return (
    <Panel>
      <FileDrop kind="csv" label={t('import.drop')} onFile={onFile} />
      <p className={classes.exampleTitle}>{t('import.example')}</p>
      <pre className={classes.example}>{i18n.language === 'fr' ? EXAMPLE.fr : EXAMPLE.en}</pre>
    </Panel>
  )
}
