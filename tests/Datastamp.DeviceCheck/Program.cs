using System.Text;
using Datastamp.DeviceCheck;

// Two ways: the check itself, and one probe in a process of its own, so that a crash costs one line.
Console.OutputEncoding = Encoding.UTF8;
var probe = args is ["probe", _, ..] ? args[1] : null;
if (CheckOptions.Parse(probe is null ? args : args.AsSpan(2)) is not { } options)
{
    Console.Error.WriteLine(CheckOptions.Usage);
    return 2;
}

return probe is null ? Check.Run(options) : ProbeRun.Run(probe, options);
