"""Run every benchmark, one after the other."""

import importlib

BENCHMARKS = ("bench_clashes", "bench_proposals", "bench_pages", "bench_visitors", "bench_start", "bench_intake",
              "bench_scan")

for name in BENCHMARKS:
    print(f"== {name}", flush=True)
    importlib.import_module(f"tests.bench.{name}").main()
