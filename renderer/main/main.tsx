import '@mantine/core/styles.css';
import '../shared/levels.css';
import './main.css';
import { createTheme, MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../shared/texts.ts';
import { App } from './app.tsx';

const theme = createTheme({
  primaryColor: 'shield',
  primaryShade: 7,
  colors: {
    shield: ['#eaf4fb', '#d3e6f3', '#a7cce6', '#77b0d9', '#5099ce', '#3789c4', '#2780bf', '#176ca6', '#0a6097', '#005385'],
  },
  fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  defaultRadius: 'md',
  cursorType: 'pointer',
});

await startTexts();
createRoot(document.getElementById('root') as HTMLElement).render(
  <MantineProvider theme={theme} defaultColorScheme="auto">
    <App />
  </MantineProvider>,
);
