using VirshLite.Cli.Virsh.Commands;

namespace VirshLite.Cli.Virsh;

/// <summary>One command with what was given for its options, in virsh's way of reading words.</summary>
internal sealed class VirshCall
{
    private readonly Dictionary<string, List<string>> values = [];

    private VirshCall(VirshCommand command) => Command = command;

    public VirshCommand Command { get; }

    public bool Has(string option) => values.ContainsKey(option);

    public string? Value(string option) => values.TryGetValue(option, out List<string>? given) ? given[0] : null;

    public IReadOnlyList<string> Values(string option) => values.TryGetValue(option, out List<string>? given) ? given : [];

    /// <param name="words">The command and what follows it.</param>
    /// <exception cref="VirshSyntaxException">In virsh's words.</exception>
    public static VirshCall Of(IReadOnlyList<string> words)
    {
        VirshCommand command = CommandTable.Find(words[0]) ?? throw new VirshSyntaxException($"unknown command: '{words[0]}'");
        var call = new VirshCall(command);
        bool onlyData = false;
        for (int i = 1; i < words.Count; i++)
        {
            string word = words[i];
            if (!onlyData && word == "--")
            {
                onlyData = true;
            }
            else if (!onlyData && word.StartsWith("--", StringComparison.Ordinal))
            {
                i = call.TakeOption(word[2..], words, i);
            }
            else
            {
                VirshOption option = command.Options.FirstOrDefault(o => o.Positional && (o.Repeated || !call.Has(o.Name)))
                    ?? throw new VirshSyntaxException($"unexpected data '{word}'");
                call.Add(option, word);
            }
        }

        VirshOption? missing = command.Options.FirstOrDefault(o => o.Required && !call.Has(o.Name));
        return missing is null ? call : throw new VirshSyntaxException($"command '{command.Name}' requires <{missing.Name}> option");
    }

    private int TakeOption(string word, IReadOnlyList<string> words, int at)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? word : word[..equals];
        VirshOption option = Command.Option(Command.Name == "echo" && name == "str" ? "string" : name)
            ?? throw new VirshSyntaxException($"command '{Command.Name}' doesn't support option --{name}");
        if (!option.Repeated && Has(option.Name))
        {
            throw new VirshSyntaxException($"option --{name} already seen");
        }

        if (option.Value == VirshValue.None)
        {
            Add(option, equals < 0 ? "" : throw new VirshSyntaxException($"invalid '=' after option --{name}"));
            return at;
        }

        if (equals >= 0)
        {
            Add(option, word[(equals + 1)..]);
            return at;
        }

        if (at + 1 == words.Count)
        {
            throw new VirshSyntaxException($"expected syntax: --{name} {option.ValueName}");
        }

        Add(option, words[at + 1]);
        return at + 1;
    }

    private void Add(VirshOption option, string value)
    {
        if (!values.TryGetValue(option.Name, out List<string>? given))
        {
            values[option.Name] = given = [];
        }

        given.Add(value);
    }
}
