using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Cli.Verbs;
using VirshLite.Cli.Virsh;
using VirshLite.Cli.Virsh.Commands;

namespace VirshLite.Cli.Tests.Virsh;

public class VerbArgumentsSpecs
{
    /// <summary>Options of virsh that a verb here does not have; it says so when one is given.</summary>
    private static readonly Dictionary<string, string[]> Lacking = new()
    {
        ["domcapabilities"] = ["disable-deprecated-features"],
        ["domjobabort"] = ["postcopy"],
        ["migrate"] = ["comp-mt-level", "comp-mt-threads", "comp-mt-dthreads"],
        ["qemu-monitor-command"] = ["pass-fds"],
        ["secret-define"] = ["validate"],
        ["undefine"] = ["delete-storage-volume-snapshots", "wipe-storage"],
        ["vol-create-as"] = ["print-xml"],
        ["vol-delete"] = ["delete-snapshots"],
    };

    public static TheoryData<string> Names() => new(CommandTable.All().Select(c => c.Name).Where(n => VerbList.Find(n) is not null));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verb_takes_the_options_that_virsh_has_for_it(string name)
    {
        VirshCommand command = CommandTable.Find(name)!;
        Command verb = VerbList.Find(name)!.Build(Io.Silent);
        var lacking = new List<string>();
        foreach (VirshOption option in command.Options)
        {
            if (!VerbArguments.Knows(option, command, verb))
            {
                lacking.Add(option.Name);
            }
        }

        lacking.Except(Lacking.GetValueOrDefault(name, [])).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_virsh_requires_is_understood(string name)
    {
        VirshCommand command = CommandTable.Find(name)!;
        var call = VirshCall.Of([name, .. command.Options.Where(o => o.Required).Select(o => o.Value == VirshValue.Number ? "1" : "x")]);

        List<string> words = VerbArguments.Of(call, VerbList.Find(name)!.Build(Io.Silent));

        ParseResult parse = Application.Parse([.. words], Io.Silent);
        parse.Errors.ShouldBeEmpty();
        parse.UnmatchedTokens.ShouldBeEmpty();
    }
}
