# One image for every part of the product; compose.yaml says which part a container is.
FROM node:24-bookworm-slim
WORKDIR /srv/couveuse
COPY . .
RUN npx --yes pnpm@12 install --frozen-lockfile && npx --yes pnpm@12 run build
USER node
ENV HOST=0.0.0.0 COUVEUSE_NO_OPEN=1 COUVEUSE_DATA=/tmp/couveuse
EXPOSE 4400
CMD ["node", "runtime/src/cli.ts", "serve"]
