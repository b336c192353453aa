// Fixtures share nothing but the machine. Those that set environment variables, or measure the memory of the process, say that they run alone.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
