# worker: image never built here; tests/architecture runs its build and start commands in a temporary folder.
FROM node:24-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund
RUN npx nx run-many -t build

# The ceremonies (compose service `ca`) run from the stage above, which has the sources of `npm run ca`.
FROM node:24-slim AS pruned
WORKDIR /app
COPY --from=build /app /app
RUN npm prune --omit=dev --no-audit --no-fund

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production DATA_DIR=/data WORKER_PORT=3002
COPY --from=pruned /app /app
RUN install -d -o node -g node /data
USER node
VOLUME /data
EXPOSE 3002
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3002/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/worker/dist/main.js"]
