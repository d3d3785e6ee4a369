using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs.Watching;

/// <summary><c>cpu-stats GUEST --total</c>: what a guest took of the host's CPUs (live-changes.md 12).</summary>
internal static class CpuStatsVerb
{
    public static Command Build(Io io)
    {
        var total = new Option<bool>("--total") { Description = "all CPUs together" };
        var start = new Option<int?>("--start") { Description = "the first CPU of the host that is of interest", HelpName = "N" };
        var count = new Option<int?>("--count") { Description = "how many CPUs are", HelpName = "N" };
        var command = new VerbCommand("cpu-stats", "show how long a running guest was on the host's CPUs")
        {
            Examples = [("cpu-stats web --total", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(total);
        command.Options.Add(start);
        command.Options.Add(count);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var host = new Host(parse, io);
            _ = host.KnownGuests.Get(name);
            GuestCpuTime time = Failure.OfChange($"Failed to retrieve CPU statistics for domain '{name}'", () =>
                host.Guests.Get(name).Qemu is not { } qemu || GuestCpuTime.Of(qemu) is not { } took ? throw new GuestException("domain is no longer running")
                : parse.GetValue(total) ? took
                : throw new GuestException("Operation not supported: operation 'getCpuacctPercpuUsage' not supported for backend 'cgroup V2'"));
            io.Out.Write("Total:\n");
            Line("cpu_time", time.Total);
            Line("user_time", time.User);
            Line("system_time", time.System);
            Confirmation.End(io, parse);
        });
        return command;

        void Line(string what, ulong nanoseconds) => io.Out.Write(string.Create(CultureInfo.InvariantCulture,
            $"\t{what,-12} {nanoseconds / 1_000_000_000,9}.{nanoseconds % 1_000_000_000:000000000} seconds\n"));
    }
}
