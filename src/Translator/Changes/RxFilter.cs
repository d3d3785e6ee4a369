using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Events;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>
/// A guest has changed what its card lets through: the host follows where it trusts the guest (network.md 7, live-changes.md 14). QEMU reports no further
/// change until it was asked what there is, so a guest that is not trusted is not asked.
/// </summary>
internal static class RxFilter
{
    /// <summary>More groups than this are not kept one by one: all are let through.</summary>
    private const int MostGroups = 50;

    private const string Asked = "rx-filter";

    public static bool IsTrusted(Interface nic) => nic.InForce.TrustGuestRxFilters == true && nic.Model == "virtio"
        && nic.ActualType is InterfaceType.Network or InterfaceType.Bridge or InterfaceType.Ethernet or InterfaceType.Direct;

    public static IEnumerable<PlanStep> Follow(Interface nic, StepResults results)
    {
        yield return new QmpStep("query-rx-filter", new PropertyBag().Add("name", nic.Alias)) { KeepAs = Asked, IgnoreErrors = true };
        if (results.Of(Asked) is not { ValueKind: JsonValueKind.Array } reply
            || reply.EnumerateArray().FirstOrDefault() is not { ValueKind: JsonValueKind.Object } card
            || Text(card, "main-mac")?.ToLowerInvariant() is not { } mac)
        {
            yield break;
        }

        if (nic is { ActualType: InterfaceType.Direct, TargetDevice: { } device })
        {
            List<string> groups = card.TryGetProperty("multicast-table", out JsonElement table) && table.ValueKind == JsonValueKind.Array
                ? [.. table.EnumerateArray().Select(g => g.GetString()!.ToLowerInvariant())] : [];
            bool isMany = groups.Count > MostGroups || IsTrue(card, "multicast-overflow");
            yield return new FollowRxFilter(device)
            {
                Mac = mac,
                IsPromiscuous = IsTrue(card, "promiscuous"),
                IsMulticast = Text(card, "multicast") != "none",
                IsAllMulticast = isMany || Text(card, "multicast") == "all",
                Multicasts = isMany ? [] : groups,
                IgnoreErrors = true,
            };
        }

        string before = nic.CurrentMac ?? nic.Mac ?? "";
        if (mac != before)
        {
            nic.CurrentMac = mac == nic.Mac ? null : mac;
            yield return new Tell(DomainEvents.NicMacChange(nic.Alias!, before, mac));
        }
    }

    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static bool IsTrue(JsonElement data, string name) => data.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
