using System.Globalization;
using System.Text;
using Datastamp.Torch.Distributed;
using Datastamp.Torch.Native;
using Datastamp.Torch.Ranks;
using TorchSharp;

// Arguments: what to do, the timeout in seconds, and what the scenario takes.
TorchLibrary.MakeLoadable();
torch.set_num_threads(1);

// Loaded before the ranks meet, so that none waits for another's start.
using var loaded = torch.ones(2);
using var group = new MpiProcessGroup(TimeSpan.FromSeconds(double.Parse(args[1], CultureInfo.InvariantCulture)));
try
{
    Scenario.Run(args[0], group, args[2..]);
    return 0;
}
catch (ProcessGroupException e)
{
    // One write, or mpirun mixes ranks' lines.
    using var error = Console.OpenStandardError();
    error.Write(Encoding.UTF8.GetBytes($"rank {group.Rank}: {e.GetType().Name}: {e.Message}\n"));
    return 3;
}
