namespace VirshLite.Translator.NetworkFilters;

/// <summary>The words of one match, under construction.</summary>
internal sealed class MatchWords(ConcreteRule rule)
{
    public List<string> Words { get; } = [];

    public void Add(params ReadOnlySpan<string> words) => Words.AddRange(words);

    /// <summary><c>OPTION [!] VALUE</c>, as ebtables has it; nothing where there is no value.</summary>
    public void Option(string option, string attribute, string? value)
    {
        if (value is not null)
        {
            Words.AddRange(rule.IsNegated(attribute) ? [option, "!", value] : [option, value]);
        }
    }

    /// <summary><c>[!] OPTION VALUE</c>, as iptables has it, behind the words that name its module.</summary>
    public void Signed(string attribute, string option, string? value, params ReadOnlySpan<string> module)
    {
        if (value is not null)
        {
            Words.AddRange(module);
            Words.AddRange(rule.IsNegated(attribute) ? ["!", option, value] : [option, value]);
        }
    }
}
