# The image of lorewatch: `docker compose up -d` builds it. Nothing of it runs as root.

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --loglevel=error
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY config config
COPY jobs jobs
COPY src src
RUN npm run build && npm prune --omit=dev --loglevel=error

FROM node:24-bookworm-slim
# Lists and clones are fetched by git; tini takes care of what git leaves behind.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates git tini \
 && rm -rf /var/lib/apt/lists/*
COPY package.json LICENSE /app/
COPY --from=build /build/node_modules /app/node_modules
COPY --from=build /build/dist /app/dist
RUN ln -s /app/dist/src/main.js /usr/local/bin/lorewatch \
 && mkdir /data \
 && chown node:node /data

ENV NODE_ENV=production \
    LOREWATCH_DATA=/data \
    LOREWATCH_HOST=0.0.0.0 \
    PORT=8080
# The store, the mirrors, and lorewatch.yaml where there is one.
WORKDIR /data
VOLUME /data
USER node
EXPOSE 8080
# A second SIGTERM ends it at once; the first one within ten seconds.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "lorewatch"]
CMD ["start"]
