using System.Text.Json.Serialization;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Cli.Output;

/// <summary>Why a command failed; line and column count from 1. What is not about a place in a file has neither.</summary>
internal sealed record ErrorAnswer(
    string? File,
    int? Line,
    int? Column,
    string Message,
    int ExitCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null);

/// <summary><c>validate --output json</c>: how many of the files can be translated here, and what is wrong with each.</summary>
internal sealed record ValidateAnswer(int Files, int Valid, IReadOnlyList<ValidatedFile> Results);

/// <summary>A file of <c>validate</c>.</summary>
internal sealed record ValidatedFile(string File, bool Valid, IReadOnlyList<Finding> Errors, IReadOnlyList<string> Warnings);

/// <summary>A thing that is wrong with a file.</summary>
internal sealed record Finding(string File, int? Line, int? Column, string Message);

/// <summary><c>start --dry-run --output json</c>: the command line, and what would be made, opened and told, a sentence each.</summary>
internal sealed record DryRunAnswer(CommandAnswer Command, IReadOnlyDictionary<string, IReadOnlyList<string>> Plan, IReadOnlyList<string> Warnings);

/// <summary><c>domstate --output json</c>.</summary>
internal sealed record StateAnswer(string State, string Reason);

/// <summary><c>version --output json</c>.</summary>
internal sealed record VersionAnswer([property: JsonPropertyName("virshlite")] string VirshLite, string LibvirtRules, string Runtime);

/// <summary>An address that a guest holds; the expiry in seconds of Unix time, 0 = never.</summary>
internal sealed record LeaseAnswer(long Expiry, string? Mac, string Address, uint Prefix, string? Hostname, string? ClientId);

/// <summary>A network: an element of <c>net-list</c>, and <c>net-info</c>.</summary>
internal sealed record NetworkAnswer(string Name, Guid? Uuid, bool Active, bool Autostart, bool Persistent, string? Bridge, string StartedBy);

/// <summary><c>net-start --output json</c>.</summary>
internal sealed record StartedNetworkAnswer(string Name, string? Bridge);

/// <summary><c>net-destroy --output json</c>; <paramref name="Connected"/> names the devices that were still on its bridge.</summary>
internal sealed record DestroyedNetworkAnswer(string Name, IReadOnlyList<string> Connected);

/// <summary>An element of <c>host-validate --output json</c>; <paramref name="Result"/> is PASS, WARN or FAIL.</summary>
internal sealed record CheckAnswer(string Check, string Subject, string Result, string Finding, string? Mend);

/// <summary>A command line: <c>--format json</c>.</summary>
internal sealed record CommandAnswer(IReadOnlyDictionary<string, string> Environment, string Binary, IReadOnlyList<string> Arguments);

/// <summary><c>diff --output json</c>.</summary>
internal sealed record DiffAnswer(bool Same, IReadOnlyList<DifferenceAnswer> Differences);

/// <summary>One difference; <paramref name="Kind"/> is only-left, only-right or changed.</summary>
internal sealed record DifferenceAnswer(string Subject, string Kind, string? Left, string? Right, IReadOnlyList<PropertyAnswer> Properties);

/// <summary>A property of a changed option; a side without it has null.</summary>
internal sealed record PropertyAnswer(string Name, string? Left, string? Right);

/// <summary>What an upgrade does to one guest.</summary>
/// <param name="Refused">Who refuses it and why; null where nobody does.</param>
/// <param name="Xml">Lines of the completed XML that go (<c>-</c>) or come (<c>+</c>).</param>
internal sealed record UpgradeAnswer(string File, bool GuestSees, string? Refused, IReadOnlyList<UpgradeDifference> Arguments, IReadOnlyList<string> Xml);

/// <summary>A difference of the command lines, and whether it is other hardware for the guest.</summary>
internal sealed record UpgradeDifference(bool GuestSees, DifferenceAnswer Difference);

/// <summary><c>adapt --output json</c>; the XML is null where it was written to a file, the refusal where the XML starts here.</summary>
internal sealed record AdaptAnswer(string? Xml, IReadOnlyList<AdaptedPlace> Changes, IReadOnlyList<AdaptedPlace> Notes, string? Refusal);
