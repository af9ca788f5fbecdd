/** The mark of the product, decorative: its name stands beside it. */
export const Logo = () => (
  <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="7" fill="#ffffff" fillOpacity="0.14" />
    <path
      d="M8 23V9l8 8 8-8v14"
      fill="none"
      stroke="#fff"
      strokeWidth="3.2"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  </svg>
);
