using System.CommandLine;
using System.Text.Json;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary>A verb that asks a guest's agent.</summary>
/// <param name="what">virsh's line before the reason where it fails; null where virsh has none.</param>
internal sealed class AgentVerb(ParseResult parse, Io io, string? what)
{
    public Host Host { get; } = new(parse, io);

    /// <summary>The value that the command returns.</summary>
    public JsonElement Ask(string guest, string command, string? arguments = null) =>
        Failure.OfChange(what, () => Host.Guests.AskAgent(guest, command, arguments));

    public T Named<T>(Func<T> action) => Failure.OfChange(what, action);
}
