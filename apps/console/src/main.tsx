import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Root } from './root.js';
import { Themed } from './theme/themed.js';
import { Boundary } from './ui/boundary.js';

const element = document.getElementById('root');
if (element) {
  createRoot(element).render(
    <StrictMode>
      <Themed>
        <Boundary>
          <Root />
        </Boundary>
      </Themed>
    </StrictMode>,
  );
}
