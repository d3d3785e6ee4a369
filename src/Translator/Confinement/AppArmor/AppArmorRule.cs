namespace VirshLite.Translator.Confinement.AppArmor;

/// <summary>
/// One file rule of a profile. <see cref="Pattern"/> is AppArmor's expression with literal parts already escaped; a rule comes into being only through the
/// makers below, so that no path of a domain is ever read as an expression (confinement.md 4.2).
/// </summary>
public sealed record AppArmorRule
{
    private AppArmorRule(string pattern, string access, bool isDenied = false)
    {
        Pattern = pattern;
        Access = access;
        IsDenied = isDenied;
    }

    public string Pattern { get; }

    /// <summary>Letters of r, w, k (lock), l (link), m (map to run).</summary>
    public string Access { get; }

    /// <summary>The access is refused, and refused without a line in the audit log.</summary>
    public bool IsDenied { get; }

    /// <summary>One file.</summary>
    /// <exception cref="DomainParser.DomainException">The path cannot stand in a profile.</exception>
    public static AppArmorRule File(string path, string access) => new(AppArmorText.Literal(path), access);

    /// <summary>What an expression says below a directory.</summary>
    /// <exception cref="DomainParser.DomainException">The path cannot stand in a profile.</exception>
    public static AppArmorRule Below(string directory, string expression, string access) => new(AppArmorText.Literal(directory) + expression, access);

    /// <summary>
    /// A path with a word of the domain in the middle of an expression: <paramref name="before"/> and <paramref name="after"/> are expressions.
    /// </summary>
    /// <exception cref="DomainParser.DomainException">The word cannot stand in a profile.</exception>
    public static AppArmorRule Around(string before, string word, string after, string access) => new(before + AppArmorText.Literal(word) + after, access);

    /// <summary>An expression of our own.</summary>
    public static AppArmorRule Expression(string expression, string access) => new(expression, access);

    /// <summary>The same place, refused in silence.</summary>
    public AppArmorRule Denied(string access) => new(Pattern, access, isDenied: true);

    /// <summary>The same access to another expression of our own.</summary>
    internal AppArmorRule With(string expression) => new(expression, Access, IsDenied);

    /// <summary>The rule's line in a profile.</summary>
    public override string ToString() => $"{(IsDenied ? "deny " : "")}\"{Pattern}\" {Access},";
}
