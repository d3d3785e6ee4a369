using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Runner.Definitions;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Arguments;

/// <summary>
/// Which of a guest's definitions a command changes: virsh's <c>--live</c>, <c>--config</c>, <c>--current</c> and, for devices, <c>--persistent</c>
/// (live-changes.md 1).
/// Behind a verb <c>--config</c> is this flag; the file with settings is named before the verb.
/// </summary>
internal sealed class AffectOptions
{
    /// <summary>For a verb that has no such flags: the running guest is meant.</summary>
    public static readonly AffectOptions None = new([], meansLive: true);

    private readonly Dictionary<string, Option<bool>> options;
    private readonly bool meansLive;

    private AffectOptions(Dictionary<string, Option<bool>> options, bool meansLive)
    {
        this.options = options;
        this.meansLive = meansLive;
    }

    /// <param name="command">The verb.</param>
    /// <param name="meansLive">Without flags the running guest is meant; else whatever the guest is now.</param>
    /// <param name="hasPersistent">There is <c>--persistent</c>.</param>
    public static AffectOptions AddTo(Command command, bool meansLive = false, bool hasPersistent = false)
    {
        var options = new Dictionary<string, Option<bool>>
        {
            ["live"] = new("--live") { Description = "the guest as it runs" + (meansLive ? " (the default)" : "") },
            ["config"] = new("--config") { Description = "the guest as it is defined: from its next start on" },
            ["current"] = new("--current") { Description = "as it runs if it does, else as it is defined" + (meansLive ? "" : " (the default)") },
        };
        if (hasPersistent)
        {
            options["persistent"] = new("--persistent") { Description = "its definition, and the guest as it runs if it does" };
        }

        foreach (Option<bool> option in options.Values)
        {
            command.Options.Add(option);
        }

        return new AffectOptions(options, meansLive);
    }

    /// <exception cref="UsageException">The flags exclude each other.</exception>
    public void CheckWords(ParseResult parse)
    {
        bool live = Has(parse, "live");
        if (Has(parse, "current") && (live || Has(parse, "config")))
        {
            throw new UsageException($"Options --current and --{(live ? "live" : "config")} are mutually exclusive");
        }
    }

    /// <summary>Whether the definition is meant, maybe with the running guest.</summary>
    public bool IsConfig(ParseResult parse) => Has(parse, "config") || Has(parse, "persistent");

    /// <exception cref="DomainException">The guest has no such side.</exception>
    public Affected Of(ParseResult parse, KnownGuest guest) => Affected.Of(name => Has(parse, name), guest.Active is not null, guest.IsPersistent, meansLive);

    private bool Has(ParseResult parse, string name) => options.TryGetValue(name, out Option<bool>? option) && parse.GetValue(option);
}
