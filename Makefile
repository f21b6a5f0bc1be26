# make run    set up what is missing, build, open the window on the sample
# make test   set up what is missing, run everything that CI runs
# make bench  the benchmark table; make bench-charts compares charts with Chromium's,
#             make bench-peers the timeline with those of web pages
# make soak   kills, full disks, damage: all rounds; goes on where it was stopped
# make golden write the golden files anew; look at them before committing

GOFUMPT     = go run mvdan.cc/gofumpt@v0.12.0
STATICCHECK = go run honnef.co/go/tools/cmd/staticcheck@v0.8.2

SAMPLE = build/sample.saywhen
PNG    = build/sample.png

.PHONY: run build test check headless window-tools bench bench-charts bench-peers soak golden clean

run: build
ifeq ($(OS)$(shell uname),Darwin)
	./build/saywhen
else
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		LANG=$${LANG:-en_US.UTF-8} ./build/saywhen; \
	else \
		rm -f $(SAMPLE); \
		./build/saywhen new $(SAMPLE) --sample >/dev/null && \
		./build/saywhen export $(SAMPLE) -o $(PNG) >/dev/null && \
		echo "No display here, so no window. The sample's timeline is in $(CURDIR)/$(PNG)"; \
	fi
endif

build:
	@.ci/install build window
	@mkdir -p build
	go build -o build/saywhen .

# The tests come last: their summary is the last thing on the screen.
test: build window-tools check headless
	go test ./...

check:
	@unformatted="$$($(GOFUMPT) -l .)"; test -z "$$unformatted" || { echo "not formatted by gofumpt: $$unformatted"; exit 1; }
	go vet ./...
	$(STATICCHECK) ./...

# The commands work without a C compiler, a display or Linux.
headless:
	CGO_ENABLED=0 go build -o build/saywhen-headless .
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build -o build/saywhen-windows.exe .
	CGO_ENABLED=0 GOOS=darwin GOARCH=arm64 go build -o build/saywhen-darwin .

window-tools:
	@.ci/install test

# The second line measures projects of up to a million statements, made once and
# kept in the user's cache folder or SAYWHEN_BENCH_DIR; SAYWHEN_BENCH_3M=1 makes
# that of three million too.
bench:
	go test -run '^$$' -bench . -benchmem -skip 'Million|Peers' ./storage/... ./charts/... ./app/...
	go test ./app -run '^$$' -bench Million -benchtime 1x -timeout 2h -v

# Needs chromium and npm, which fetches the packages into the same folder.
bench-peers:
	go test ./app -run '^$$' -bench Peers -benchtime 1x -timeout 30m -v

# Medians of wall time, each picture by a fresh process; skipped without Chromium.
bench-charts:
	go test ./charts/echarts ./charts/raster -run '^$$' -bench . -benchtime 5x
	go test ./app/cli -run '^$$' -bench Chromium -benchtime 5x

# A few of these rounds are in `make test`. The folder keeps how far each suite is.
SOAK = $(CURDIR)/build/soak

soak:
	@mkdir -p $(SOAK)
	SAYWHEN_SOAK=$(SOAK) go test ./storage/sqlite -run '^TestSoak' -v -count 1 -timeout 2h
	@echo "The figures are in $(SOAK); remove it to begin anew, SAYWHEN_SOAK_SEED=N for other rounds."

golden:
	go test ./charts/... ./app/export/... ./app/cli/... -update

clean:
	rm -rf build
