using System.Globalization;
using VirshLite.Translator.FromNative.Lines;
using VirshLite.Translator.Parsing;

namespace VirshLite.Translator.Comparing;

/// <summary>Cards in the old form (<c>-net nic -net tap</c>) on one side at least: both sides get a -netdev and a -device a card, named in order.</summary>
internal static class NetworkForms
{
    public static void Reconcile(List<ParsedOption> left, List<ParsedOption> right)
    {
        if (left.Exists(IsOld) || right.Exists(IsOld))
        {
            Rewrite(left);
            Rewrite(right);
        }
    }

    private static bool IsOld(ParsedOption option) => option.Name is "-net" or "-nic" && option.Properties["netdev"] is null;

    private static void Rewrite(List<ParsedOption> options)
    {
        var made = new List<NativeOption>();
        // what has no counterpart are names for the monitor: no difference
        var networks = new LegacyNetworks(made, [], modern: false);
        foreach (ParsedOption option in options.Where(IsOld).ToList())
        {
            options.Remove(option);
            if (option.Name == "-net")
            {
                networks.Net(option.Value ?? "");
            }
            else
            {
                networks.Nic(option.Value ?? "");
            }
        }

        networks.Finish();
        options.AddRange(made.SelectMany(o => Spelling.Of([o.Name, o.Value ?? ""])));
        int number = 0;
        foreach (ParsedOption netdev in options.Where(o => o.Name == "-netdev").ToList())
        {
            string id = netdev.Identity;
            ParsedOption? card = options.Find(o => o.Name == "-device" && o.Properties["netdev"] == id);
            string name = (number++).ToString(CultureInfo.InvariantCulture);
            options[options.IndexOf(netdev)] = With(netdev, ("id", "hostnet" + name));
            if (card is not null)
            {
                options[options.IndexOf(card)] = With(card, ("netdev", "hostnet" + name), ("id", "net" + name));
            }
        }
    }

    private static ParsedOption With(ParsedOption option, params ReadOnlySpan<(string Name, string Value)> changes)
    {
        List<KeyValuePair<string, string>> properties = [.. option.Properties.Items];
        foreach ((string name, string value) in changes)
        {
            properties.RemoveAll(p => p.Key == name);
            properties.Add(new(name, value));
        }

        return option with { Spelled = new OptionProperties(properties) };
    }
}
