namespace Datastamp.DeviceCheck;

/// <summary>Runs the probes one after another, and prints one table.</summary>
internal static class Check
{
    private const string Libtorch = "libtorch";

    /// <returns>The process's exit code: 0 where nothing failed.</returns>
    public static int Run(CheckOptions options)
    {
        var rows = new List<Row>();
        foreach (var name in ProbeRun.Names)
        {
            Console.Error.WriteLine($"{name} …");
            var more = ProbeProcess.Run(name, options);
            rows.AddRange(more);
            if (name == Libtorch && more.Any(row => row.State == RowState.Fail))
            {
                rows.Add(Row.Fail("everything else", "not run: this machine's libtorch does not fit. Install torch 2.10, or set LIBTORCH to the folder of libtorch 2.10's libraries"));
                break;
            }
        }

        Print(rows);
        var failed = rows.Count(row => row.State == RowState.Fail);
        Console.WriteLine(failed == 0 ? "device-check: PASS" : $"device-check: FAIL ({failed})");
        return failed == 0 ? 0 : 1;
    }

    private static void Print(List<Row> rows)
    {
        var width = rows.Max(row => row.Name.Length);
        foreach (var row in rows)
        {
            Console.WriteLine($"{(row.State == RowState.Note ? string.Empty : row.State.ToString().ToUpperInvariant()),-4}  {row.Name.PadRight(width)}  {row.Detail}");
        }
    }
}
