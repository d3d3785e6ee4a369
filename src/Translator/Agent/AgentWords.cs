using System.Globalization;
using System.Text;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Agent;

/// <summary>What the guest agent's commands are told, as JSON (live-changes.md 11).</summary>
public static class AgentWords
{
    public static string Trim(ulong minimum) => Json(new PropertyBag().Add("minimum", minimum));

    /// <param name="mountpoints">None: all file systems, by the command without a list.</param>
    public static (string Command, string? Arguments) Freeze(IReadOnlyList<string> mountpoints) => mountpoints.Count == 0
        ? ("guest-fsfreeze-freeze", null)
        : ("guest-fsfreeze-freeze-list", Json(new PropertyBag().AddArray("mountpoints", mountpoints.Select(m => (PropertyValue)new TextProperty(m)))));

    /// <summary>Nanoseconds since 1970; null: the guest's hardware clock is to be read again.</summary>
    public static string? SetTime(long? nanoseconds) => nanoseconds is { } time ? Json(new PropertyBag().Add("time", time)) : null;

    public static string SetPassword(string user, string password, bool isCrypted) => Json(new PropertyBag()
        .Add("crypted", isCrypted).Add("username", user).Add("password", Convert.ToBase64String(Encoding.UTF8.GetBytes(password))));

    public static string Keys(string user) => Json(new PropertyBag().Add("username", user));

    /// <param name="resets">Keys that are there already go; null: the keys given are taken out.</param>
    public static string SetKeys(string user, IEnumerable<string> keys, bool? resets)
    {
        PropertyBag bag = new PropertyBag().Add("username", user).AddArray("keys", keys.Select(k => (PropertyValue)new TextProperty(k)));
        return Json(resets is { } reset ? bag.Add("reset", reset) : bag);
    }

    public static string SetVcpus(IEnumerable<GuestVcpu> changed) => Json(GuestVcpu.Arguments(changed));

    private static string Json(PropertyBag bag) => PropertyWriter.ToJson(bag, NoDescriptors.Instance);
}

/// <summary>An answer that is only a number.</summary>
public static class AgentCount
{
    /// <exception cref="DomainException">It is none.</exception>
    public static long Of(JsonElement reply) =>
        reply.ValueKind == JsonValueKind.Number && long.TryParse(reply.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
        out long count)
        ? count
        : throw DomainException.Internal("malformed return value");
}
