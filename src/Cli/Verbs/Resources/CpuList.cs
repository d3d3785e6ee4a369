using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary>The CPUs of the host that threads are pinned to, as a word or as an option, and the pin itself (live-changes.md 9.4).</summary>
internal sealed class CpuList
{
    private readonly Argument<string?> word = new("CPULIST") { Description = "CPUs of the host: 0-3,^2; r = all", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> option = new("--cpulist") { Description = "the same as an option", Hidden = true };

    public static CpuList AddTo(Command command)
    {
        var list = new CpuList();
        command.Arguments.Add(list.word);
        command.Options.Add(list.option);
        return list;
    }

    /// <summary>null: the pins are only asked for.</summary>
    public string? Of(ParseResult parse) => parse.GetValue(word) ?? parse.GetValue(option);

    /// <summary>Pins a guest's threads.</summary>
    /// <param name="change">Of which guests' side.</param>
    /// <param name="guest">The guest.</param>
    /// <param name="list">The CPUs, as they were given.</param>
    /// <param name="threads">Whose threads: emulatorpin, vcpupin0, iothreadpin1.</param>
    /// <param name="pin">Puts it into the running domain, or into the stored one.</param>
    public static void Pin(GuestChange change, string guest, string list, string threads, Action<Domain, NumberSet, bool> pin)
    {
        NumberSet wanted = change.Named(() => PinChange.Parse(list, HostCpus.All));
        change.Run(guest, (running, _) => PinChange.Live(running, threads, wanted, live => pin(live, wanted, true)), config => pin(config, wanted, false));
    }
}
