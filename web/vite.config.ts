import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2024', sourcemap: true, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': 'http://127.0.0.1:4400' } },
  test: {
    setupFiles: ['src/app/testing/setup.ts'],
    css: { include: [/tokens\.css/] }, // the one style sheet that a test reads
  },
})
