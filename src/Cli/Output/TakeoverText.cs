using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Takeover;

namespace VirshLite.Cli.Output;

/// <summary>A take-over for people: the plan before it, a line a step while it goes on.</summary>
internal static class TakeoverText
{
    public static void Write(Io io, TakeoverPlan plan)
    {
        Rows(io, "guests", plan.Guests.Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Name} (process {g.Status.Pid}, {RunState.Names[g.Status.State]})")));
        Rows(io, "networks", plan.Networks.Select(n => n.Facts.Network!.Bridge is { } bridge ? $"{n.Facts.Name} ({bridge})" : n.Facts.Name));
        Rows(io, "defined", plan.Inactive);
        Rows(io, "stopped", plan.Stopped.Count == 0 ? [] : [string.Join(' ', plan.Stopped)]);
        Rows(io, "stays", plan.Stays);
        Rows(io, "note", plan.Warnings);
        Rows(io, "against", plan.Refusals);
    }

    public static void WriteBack(Io io, TakeoverFacts facts, IReadOnlyList<string> against)
    {
        Rows(io, "guests", facts.OwnGuests.Where(g => g.IsFromLibvirt).Select(g => g.Name));
        Rows(io, "networks", facts.OwnNetworks.Where(n => n.IsFromLibvirt).Select(n => n.Name));
        Rows(io, "stays", facts.OwnGuests.Where(g => g is { IsFromLibvirt: false, HasLibvirtsDefinition: false }).Select(g => $"{g.Name}: virshlite's own"));
        Rows(io, "against", against);
    }

    /// <summary>What a step has done, in words.</summary>
    public static string Done(PlanStep step) => step switch
    {
        TakeGuest take => $"guest '{take.Guest.Name}' taken over",
        LetGuestGo go => $"guest '{go.Name}' let go",
        TakeNetwork take => $"network '{take.Network.Facts.Name}' taken over",
        LetNetworkGo go => $"network '{go.Name}' let go",
        StopDaemon stop => $"{stop.Name} stopped",
        StartDaemon start => $"{Path.GetFileName(start.CommandLine[0])} started",
        MakeMark or RemoveFile => "autostart noted",
        RunCommand run => $"{run.Program} {string.Join(' ', run.Arguments)}",
        _ => step.ToString(),
    };

    private static void Rows(Io io, string title, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            io.Out.WriteLine($"{title,-10}{line}");
            title = "";
        }
    }
}
