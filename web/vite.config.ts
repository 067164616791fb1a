import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  // Built on the first start, so without what only takes time: `vite` serves its own source maps to developers.
  build: { target: 'es2024', reportCompressedSize: false, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': 'http://127.0.0.1:4400' } },
  test: {
    setupFiles: ['src/app/testing/setup.ts'],
    css: { include: [/tokens\.css/] }, // the one style sheet that a test reads
  },
})
