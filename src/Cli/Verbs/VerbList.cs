using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary>A verb that can be built when it is asked for.</summary>
internal sealed record Verb(string Name, Func<Io, Command> Build, bool Hidden = false);

/// <summary>Every verb there is; the order is the help's.</summary>
internal static class VerbList
{
    public static readonly Verb[] All =
    [
        new("version", VersionVerb.Build),
        new("completion", CompletionVerb.Build),
        new("hello-image", HelloImageVerb.Build),
    ];

    public static Verb? Find(string name) => Array.Find(All, v => v.Name == name);
}
