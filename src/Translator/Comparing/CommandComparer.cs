using VirshLite.Translator.Parsing;

namespace VirshLite.Translator.Comparing;

/// <summary>How two command lines are compared.</summary>
public sealed record ComparingOptions
{
    /// <summary>Descriptor numbers, guest numbers in paths and the caller's environment count too.</summary>
    public bool PerRunValues { get; init; }

    /// <summary>Both sides are saved command lines: UUIDs and MAC addresses as they are drawn at each start do not count.</summary>
    public bool DrawnIdentities { get; init; }

    /// <summary>Values that were drawn for this comparison (a UUID, a MAC address that the XML leaves out); they equal anything.</summary>
    public IReadOnlySet<string> Generated { get; init; } = new HashSet<string>();
}

/// <summary>
/// Two command lines, option by option, property by property. Whether an option is written as JSON or as key=value makes no difference, nor do old and short
/// spellings of the same (<see cref="Spelling"/>) and the order of options and of properties; options are matched by name and id.
/// </summary>
public static class CommandComparer
{
    public static List<CommandDifference> Compare(ParsedCommand left, ParsedCommand right, ComparingOptions? options = null)
    {
        options ??= new ComparingOptions();
        var differences = new List<CommandDifference>();
        CompareEnvironment(left, right, options, differences);
        if (left.Binary != right.Binary)
        {
            differences.Add(new("binary", DifferenceKind.Changed, left.Binary, right.Binary, [new("", left.Binary, right.Binary)]));
        }

        List<ParsedOption> leftOptions = Spelling.Of(left.Arguments);
        List<ParsedOption> rightOptions = Spelling.Of(right.Arguments);
        DriveForms.Reconcile(leftOptions, rightOptions);
        DriveForms.Reconcile(rightOptions, leftOptions);
        NetworkForms.Reconcile(leftOptions, rightOptions);
        CompareOptions(leftOptions, rightOptions, options, differences);
        return differences;
    }

    private static void CompareEnvironment(ParsedCommand left, ParsedCommand right, ComparingOptions options, List<CommandDifference> differences)
    {
        foreach ((string name, string value) in left.Environment)
        {
            string? other = Find(right, name);
            if (!Counts(name))
            {
                continue;
            }

            if (other is null)
            {
                differences.Add(new("environment " + name, DifferenceKind.OnlyLeft, $"{name}={value}", null, []));
            }
            else if (!SameText(value, other, options))
            {
                differences.Add(new("environment " + name, DifferenceKind.Changed, $"{name}={value}", $"{name}={other}", [new("", value, other)]));
            }
        }

        foreach ((string name, string value) in right.Environment)
        {
            if (Counts(name) && Find(left, name) is null)
            {
                differences.Add(new("environment " + name, DifferenceKind.OnlyRight, null, $"{name}={value}", []));
            }
        }

        // a command saved without its environment (/proc/PID/cmdline) says nothing about it
        bool Counts(string name) =>
            left.Environment.Count > 0 && right.Environment.Count > 0 && (options.PerRunValues || !Comparing.PerRunValues.IsCallersVariable(name));
    }

    private static string? Find(ParsedCommand command, string name)
    {
        foreach ((string key, string value) in command.Environment)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    private static void CompareOptions(List<ParsedOption> left, List<ParsedOption> right, ComparingOptions options, List<CommandDifference> differences)
    {
        int[] partners = Match(left, right);
        var taken = new bool[right.Count];
        int nextRight = 0;
        for (int i = 0; i < left.Count; i++)
        {
            if (partners[i] < 0)
            {
                differences.Add(new(Subject(left[i]), DifferenceKind.OnlyLeft, left[i].ToString(), null, []));
                continue;
            }

            // what only the right side has is told where it stands there
            for (; nextRight < partners[i]; nextRight++)
            {
                Lonely(nextRight);
            }

            taken[partners[i]] = true;
            List<PropertyDifference> properties = CompareProperties(left[i], right[partners[i]], options);
            if (properties.Count > 0)
            {
                differences.Add(new(Subject(left[i]), DifferenceKind.Changed, left[i].ToString(), right[partners[i]].ToString(), properties));
            }
        }

        for (; nextRight < right.Count; nextRight++)
        {
            Lonely(nextRight);
        }

        void Lonely(int index)
        {
            if (!taken[index] && Array.IndexOf(partners, index) < 0)
            {
                differences.Add(new(Subject(right[index]), DifferenceKind.OnlyRight, null, right[index].ToString(), []));
            }
        }
    }

    /// <summary>
    /// For every option on the left the index of its partner on the right, or -1: first by name and identity, then what is left over by name alone, in order.
    /// </summary>
    private static int[] Match(List<ParsedOption> left, List<ParsedOption> right)
    {
        int[] partners = new int[left.Count];
        Array.Fill(partners, -1);
        var byIdentity = new Dictionary<(string, string), Queue<int>>();
        for (int j = 0; j < right.Count; j++)
        {
            (string, string) key = (right[j].Name, right[j].Identity);
            if (!byIdentity.TryGetValue(key, out Queue<int>? queue))
            {
                byIdentity.Add(key, queue = new Queue<int>());
            }

            queue.Enqueue(j);
        }

        // options without an identity (-global, -add-fd …): those with equal text first, so that one more in the middle does not shift the rest
        for (int i = 0; i < left.Count; i++)
        {
            if (left[i].Identity.Length == 0 && byIdentity.TryGetValue((left[i].Name, ""), out Queue<int>? queue))
            {
                int equal = queue.FirstOrDefault(j => right[j].Value == left[i].Value, -1);
                if (equal >= 0)
                {
                    partners[i] = equal;
                    byIdentity[(left[i].Name, "")] = new Queue<int>(queue.Where(j => j != equal));
                }
            }
        }

        for (int i = 0; i < left.Count; i++)
        {
            if (partners[i] < 0 && byIdentity.TryGetValue((left[i].Name, left[i].Identity), out Queue<int>? queue) && queue.TryDequeue(out int j))
            {
                partners[i] = j;
            }
        }

        return partners;
    }

    private static List<PropertyDifference> CompareProperties(ParsedOption left, ParsedOption right, ComparingOptions options)
    {
        var differences = new List<PropertyDifference>();
        if (left.Value == right.Value && left.Spelled is null && right.Spelled is null)
        {
            return differences;
        }

        var rest = new List<KeyValuePair<string, string>>(right.Properties.Items);
        bool fdForPath = !options.PerRunValues && StandForEachOther(left, right);
        rest.RemoveAll(p => fdForPath && p.Key is ("fd" or "path"));
        foreach ((string name, string value) in left.Properties.Items)
        {
            if (fdForPath && name is ("fd" or "path"))
            {
                continue;
            }

            int at = rest.FindIndex(p => p.Key == name && p.Value == value);
            at = at >= 0 ? at : rest.FindIndex(p => p.Key == name);
            if (at < 0)
            {
                differences.Add(new(name, Written(left, name, value), null));
                continue;
            }

            string other = rest[at].Value;
            rest.RemoveAt(at);
            if (value != other && !(!options.PerRunValues && PerRunValues.IsDescriptor(name)) && !SameText(value, other, options)
                && !(options.DrawnIdentities && Comparing.PerRunValues.IsDrawn(left.Name, name, value, other)))
            {
                differences.Add(new(name, Written(left, name, value), Written(right, name, other)));
            }
        }

        foreach ((string name, string value) in rest)
        {
            differences.Add(new(name, null, Written(right, name, value)));
        }

        return differences;
    }

    /// <summary>A value as it was written, where it was compared in another spelling.</summary>
    private static string Written(ParsedOption option, string name, string value) =>
        option.Spelled is null ? value : OptionProperties.Parse(option.Name, option.Value)[name] ?? value;

    /// <summary>A socket's descriptor on one side, its path on the other: a start passes the one, a preview shows the other.</summary>
    private static bool StandForEachOther(ParsedOption left, ParsedOption right) =>
        left.Name == "-chardev"
        && ((left.Properties["fd"] is not null && right.Properties["path"] is not null)
            || (left.Properties["path"] is not null && right.Properties["fd"] is not null));

    private static bool SameText(string left, string right, ComparingOptions options) =>
        left == right
        || options.Generated.Contains(left)
        || options.Generated.Contains(right)
        || !options.PerRunValues && PerRunValues.WithoutGuestId(left) == PerRunValues.WithoutGuestId(right);

    private static string Subject(ParsedOption option) =>
        (option.Name.Length > 0 ? option.Name : "argument") + (option.Identity.Length > 0 ? " " + option.Identity : "");
}
