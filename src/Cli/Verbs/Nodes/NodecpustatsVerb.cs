using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Hosts.Nodes;

namespace VirshLite.Cli.Verbs.Nodes;

/// <summary><c>nodecpustats</c>: what this host's CPUs did.</summary>
internal static class NodecpustatsVerb
{
    public static Command Build(Io io)
    {
        var cpu = new Option<int?>("--cpu") { Description = "of one CPU", HelpName = "N" };
        var percent = new Option<bool>("--percent") { Description = "in the coming second, as shares" };
        var command = new VerbCommand("nodecpustats", "show what this host's CPUs did") { Examples = [("nodecpustats", ""), ("nodecpustats --percent", "")] };
        command.Options.Add(cpu);
        command.Options.Add(percent);
        command.SetAction(parse =>
        {
            NodeCpuTimes times = Read();
            if (!parse.GetValue(percent))
            {
                foreach ((string name, ulong value) in ((string, ulong)[])[("user", times.User), ("system", times.System), ("idle", times.Idle),
                    ("iowait", times.IoWait)])
                {
                    io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name + ":",-15} {value,20}"));
                }

                Confirmation.End(io, parse);
                return;
            }

            Thread.Sleep(1000);
            NodeCpuTimes later = Read();
            double user = later.User - times.User, system = later.System - times.System;
            double idle = later.Idle - times.Idle, wait = later.IoWait - times.IoWait;
            double whole = Math.Max(1, user + system + idle + wait);
            foreach ((string name, double part) in ((string, double)[])[("usage", user + system), ("user", user), ("system", system), ("idle", idle),
                ("iowait", wait)])
            {
                io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name + ":",-15} {part / whole * 100,5:0.0}%"));
            }

            Confirmation.End(io, parse);

            NodeCpuTimes Read() => NodeCpuTimes.Read(parse.GetValue(cpu))
                ?? throw new GuestException("Unable to get node cpu stats\nerror: Invalid cpuNum in virHostCPUGetStatsLinux");
        });
        return command;
    }
}
