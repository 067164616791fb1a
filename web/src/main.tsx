import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from './app/i18n/i18n.ts'
import { Providers } from './app/Providers.tsx'
import { createQueryClient } from './app/query-client.ts'
import { createAppRouter } from './app/router.tsx'
import './app/theme/global.css'

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no element with the id "root" to put the app into')

createRoot(place).render(
  <StrictMode>
    <Providers i18n={startI18n()} queries={createQueryClient()}>
      <RouterProvider router={createAppRouter()} />
    </Providers>
  </StrictMode>,
)
