FROM node:24.11.1-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY scripts ./scripts
COPY src ./src
COPY pages ./pages
COPY tsconfig.json ./
RUN npm run build

# Without the optional packages: in a container the database is another one's.
FROM node:24.11.1-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev --omit=optional

FROM node:24.11.1-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/sekisho
RUN install -d -o node -g node -m 700 /var/lib/sekisho
WORKDIR /app
COPY package.json README.md ARCHITECTURE.md THIRD-PARTY-NOTICES.md ./
COPY scripts/healthcheck.mjs ./scripts/
COPY docs ./docs
COPY examples ./examples
COPY migrations ./migrations
COPY policies ./policies
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
VOLUME /var/lib/sekisho
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "scripts/healthcheck.mjs"]
CMD ["node", "--max-semi-space-size=64", "--enable-source-maps", "dist/sekisho.js", "serve"]
