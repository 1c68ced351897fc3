# Small, unprivileged, one volume. It sets up with the same bin/setup as a developer's machine: tests/test_setup.py
# holds the two together. docs/drift.md tells how to run it behind a TLS proxy.

FROM python:3.11-slim AS made
WORKDIR /oppgaveark
COPY requirements requirements
COPY package.json package-lock.json .npmrc ./
COPY bin/setup bin/setup
COPY static static
RUN bin/setup --production
RUN .venv/bin/python -m pip uninstall --quiet --yes setuptools pip

FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin oppgaveark && install -d -o oppgaveark /data
WORKDIR /oppgaveark
COPY --from=made /oppgaveark/.venv .venv
COPY --from=made /oppgaveark/fonts fonts
COPY --from=made /oppgaveark/static static
COPY . .
RUN .venv/bin/python -m compileall -q app
USER oppgaveark
ENV OPPGAVEARK_DATA=/data OPPGAVEARK_HOST=0.0.0.0 OPPGAVEARK_PORT=8000
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD .venv/bin/python -c "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['OPPGAVEARK_PORT'] + '/healthz', timeout=4)"
ENTRYPOINT ["bin/oppgaveark"]
CMD ["serve"]
