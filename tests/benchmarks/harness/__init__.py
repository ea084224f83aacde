"""What all benchmarks share: turns and medians, rows, tables, pages, the machine, and how a part is started."""
