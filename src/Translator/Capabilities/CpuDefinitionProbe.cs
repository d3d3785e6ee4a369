using System.Text.Json;

namespace VirshLite.Translator.Capabilities;

/// <summary>Reads the reply to <c>query-cpu-definitions</c> (capabilities.md 4.1).</summary>
internal static class CpuDefinitionProbe
{
    /// <summary>The ppc64 models that libvirt spells its own way.</summary>
    internal static readonly string[] Ppc64Names = ["POWER6", "POWER7", "POWER8", "POWER9", "POWER10", "POWERPC_e5500", "POWERPC_e6500"];

    public static IReadOnlyList<QemuCpuDefinition> Read(JsonElement reply, string arch)
    {
        var definitions = new List<QemuCpuDefinition>(reply.GetArrayLength());
        foreach (JsonElement item in reply.EnumerateArray())
        {
            string? type = item.TryGetProperty("typename", out JsonElement typeName) ? typeName.GetString() : null;
            CpuUsable usable = CpuUsable.Unknown;
            List<string> blockers = [];
            if (item.TryGetProperty("unavailable-features", out JsonElement missing))
            {
                foreach (JsonElement feature in missing.EnumerateArray())
                {
                    blockers.Add(feature.GetString()!);
                }

                usable = blockers.Count == 0 ? CpuUsable.Yes : CpuUsable.No;
            }

            definitions.Add(new(
                Name(item.GetProperty("name").GetString()!, arch),
                string.IsNullOrEmpty(type) ? null : type,
                usable,
                blockers,
                item.TryGetProperty("deprecated", out JsonElement deprecated) && deprecated.GetBoolean()));
        }

        return definitions;
    }

    private static string Name(string name, string arch)
    {
        if (Architectures.IsPpc64(arch))
        {
            foreach (string spelling in Ppc64Names)
            {
                if (string.Equals(spelling, name, StringComparison.OrdinalIgnoreCase))
                {
                    return spelling;
                }
            }
        }

        return name;
    }
}
