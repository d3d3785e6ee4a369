using System.CommandLine;
using VirshLite.Cli.Virsh.Commands;

namespace VirshLite.Cli.Virsh;

/// <summary>
/// A call in virsh's words as the words of our verb of that name: options by their names, and what our verb takes as arguments behind <c>--</c>, so
/// that nothing in a value is taken for an option.
/// </summary>
internal static class VerbArguments
{
    public static List<string> Of(VirshCall call, Command verb)
    {
        var options = new List<string>();
        var words = new List<string>();
        foreach (VirshOption option in call.Command.Options.Where(o => call.Has(o.Name)))
        {
            if (IsSelection(option, verb))
            {
                continue;
            }

            if (option.Value == VirshValue.None)
            {
                options.Add("--" + option.Name);
            }
            else if (IsWord(option, call.Command, verb))
            {
                words.AddRange(call.Values(option.Name));
            }
            else
            {
                foreach (string value in call.Values(option.Name))
                {
                    options.Add($"--{option.Name}={value}");
                }
            }
        }

        return words.Count == 0 ? [call.Command.Name, .. options] : [call.Command.Name, .. options, "--", .. words];
    }

    /// <summary>
    /// Options whose names our verb does not know are its arguments, in order, and those before them are given as words too; what may be given several times
    /// goes to the argument that takes several.
    /// </summary>
    public static bool IsWord(VirshOption option, VirshCommand command, Command verb)
    {
        VirshOption[] inOrder = [.. command.Options.Where(o => o is { Positional: true, Named: false })];
        VirshOption[] named = [.. command.Options.Where(o => o.Named && IsNameless(o))];
        return (inOrder.Any(IsNameless) || named.Length > 0) && inOrder.Concat(named).Take(verb.Arguments.Count).Contains(option);

        bool IsNameless(VirshOption o) => !HasOption(verb, o.Name)
            || (o is { Repeated: true, Positional: true } && verb.Arguments.Any(a => a.Arity.MaximumNumberOfValues > 1));
    }

    /// <summary>Our verb can be told of the option in some way.</summary>
    public static bool Knows(VirshOption option, VirshCommand command, Command verb) =>
        HasOption(verb, option.Name) || IsWord(option, command, verb) || IsSelection(option, verb);

    /// <summary>What chooses parts of the XML that any verb prints.</summary>
    public static bool IsSelection(VirshOption option, Command verb) => option.Name is "xpath" or "wrap" && !HasOption(verb, option.Name);

    public static bool HasOption(Command verb, string name) =>
        verb.Options.Any(o => o.Name == "--" + name || o.Aliases.Contains("--" + name));
}
