using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Agent;

/// <summary>A vCPU as the guest has it.</summary>
public sealed record GuestVcpu(uint Id, bool IsOnline, bool CanOffline)
{
    /// <summary>The answer to guest-get-vcpus.</summary>
    public static IReadOnlyList<GuestVcpu> Of(JsonElement reply) =>
    [
        .. AgentJson.Items(reply).Select(v => new GuestVcpu(
            AgentJson.Index(v, "logical-id") ?? throw DomainException.Internal("logical-id missing in reply of guest-get-vcpus"),
            AgentJson.Switch(v, "online") ?? throw DomainException.Internal("online missing in reply of guest-get-vcpus"),
            AgentJson.Switch(v, "can-offline") ?? false)),
    ];

    /// <summary>As <c>guestvcpus</c> shows them.</summary>
    public static string Text(IReadOnlyList<GuestVcpu> vcpus)
    {
        string Set(Func<GuestVcpu, bool> fits) => NumberSet.Of(vcpus.Where(fits).Select(v => v.Id)).ToString();
        return ParameterText.Of([("vcpus", Set(_ => true)), ("online", Set(v => v.IsOnline)), ("offlinable", Set(v => v.CanOffline))]);
    }

    /// <summary>Which change so that <paramref name="count"/> are online: lowest first; vCPU 0 is spared while all could go (live-changes.md 9.1).</summary>
    /// <exception cref="DomainException">There are not so many, or they cannot go offline.</exception>
    public static IReadOnlyList<GuestVcpu> ToBeOnline(IReadOnlyList<GuestVcpu> vcpus, uint count)
    {
        if (count > vcpus.Count)
        {
            throw DomainException.Argument($"requested vcpu count is greater than the count of enabled vcpus in the domain: {count} > {vcpus.Count}");
        }

        int online = vcpus.Count(v => v.IsOnline);
        bool up = count > online;
        int wanted = Math.Abs((int)count - online);
        bool spares = vcpus.All(v => v.CanOffline);
        GuestVcpu[] chosen = [.. vcpus.Where(v => up ? !v.IsOnline : v.IsOnline && v.CanOffline && !(spares && v.Id == 0)).OrderBy(v => v.Id).Take(wanted)];
        return chosen.Length == wanted ? [.. chosen.Select(v => v with { IsOnline = up })] : throw DomainException.Argument("Cannot offline enough CPUs");
    }

    /// <summary>What guest-set-vcpus is told.</summary>
    public static PropertyBag Arguments(IEnumerable<GuestVcpu> changed) => new PropertyBag().AddArray(
        "vcpus", changed.Select(v => (PropertyValue)new ObjectProperty(new PropertyBag().Add("logical-id", (long)v.Id).Add("online", v.IsOnline))));
}
