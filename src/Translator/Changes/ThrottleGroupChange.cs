using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Reports;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Changes;

/// <summary>Throttle groups of a guest, made, changed and removed (measured.md 8): the objects that disks' throttle filters name.</summary>
public static class ThrottleGroupChange
{
    /// <summary>Sets limits of a group that is there, or makes the group.</summary>
    /// <param name="live">The running domain.</param>
    /// <param name="name">The group.</param>
    /// <param name="given">The limits that are set, by name.</param>
    /// <exception cref="DomainException">These limits do not go together.</exception>
    public static IEnumerable<PlanStep> Set(Domain live, string name, IReadOnlyDictionary<string, ulong> given)
    {
        ThrottleGroup? present = Find(live, name);
        ThrottleLimits limits = BlockLimits.Merge(present?.Limits, given);
        PropertyBag value = ThrottleGroupArguments.Limits(limits);
        string id = ThrottleGroupArguments.IdOf(name);
        yield return present is null
            ? new QmpStep("object-add", new PropertyBag().Add("qom-type", "throttle-group").Add("id", id).Add("limits", value))
            : new QmpStep("qom-set", new PropertyBag().Add("property", "limits").Add("path", id).Add("value", value));
        Keep(live, present, name, limits);
    }

    /// <summary>The same in a definition.</summary>
    public static void SetStored(Domain config, string name, IReadOnlyDictionary<string, ulong> given)
    {
        ThrottleGroup? present = Find(config, name);
        Keep(config, present, name, BlockLimits.Merge(present?.Limits, given));
    }

    /// <exception cref="DomainException">A disk still uses it.</exception>
    public static IEnumerable<PlanStep> Remove(Domain live, string name)
    {
        RefuseUsed(live, name);
        yield return new QmpStep("object-del", new PropertyBag().Add("id", ThrottleGroupArguments.IdOf(name)));
        live.ThrottleGroups.RemoveAll(g => g.Name == name);
    }

    /// <summary>The same in a definition; a group that is not there is no error.</summary>
    /// <exception cref="DomainException">A disk still uses it.</exception>
    public static void RemoveStored(Domain config, string name)
    {
        RefuseUsed(config, name);
        config.ThrottleGroups.RemoveAll(g => g.Name == name);
    }

    /// <summary>The limits that are set, as <c>domthrottlegroupinfo</c> shows them; empty where there is no such group.</summary>
    public static string Text(Domain domain, string name) => Find(domain, name) is { } group
        ? ParameterText.Of(BlockLimits.All.Select(l => (l.Name, Value: l.Get(group.Limits))).Where(l => l.Value > 0)
            .Select(l => (l.Name, l.Value.ToString(CultureInfo.InvariantCulture))))
        : "";

    private static ThrottleGroup? Find(Domain domain, string name) => domain.ThrottleGroups.Find(g => g.Name == name);

    private static void Keep(Domain domain, ThrottleGroup? present, string name, ThrottleLimits limits)
    {
        if (present is null)
        {
            domain.ThrottleGroups.Add(new ThrottleGroup { Name = name, Limits = limits });
        }
        else
        {
            present.Limits = limits;
        }
    }

    private static void RefuseUsed(Domain domain, string name)
    {
        if (domain.Disks.Find(d => d.ThrottleFilters.Contains(name)) is { } disk)
        {
            throw DomainException.Argument($"throttle group '{name}' is still being used by disk {disk.TargetDev}");
        }
    }
}
