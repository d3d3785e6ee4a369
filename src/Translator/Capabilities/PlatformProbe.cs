using System.Text.Json;

namespace VirshLite.Translator.Capabilities;

/// <summary>Asks for what the host's platform adds: interrupt controllers, SEV, SGX (capabilities.md 5.3 to 5.5).</summary>
internal static class PlatformProbe
{
    public static IReadOnlyList<GicCapability> AskGic(IQmpSession session)
    {
        QmpReply reply = session.Execute("query-gic-capabilities");
        if (reply.IsError)
        {
            return reply.ErrorClass == "CommandNotFound" ? [] : throw CapabilityProbe.Failed("query-gic-capabilities", reply);
        }

        var list = new List<GicCapability>();
        foreach (JsonElement item in reply.Value.EnumerateArray())
        {
            list.Add(new(item.GetProperty("version").GetInt32(), item.GetProperty("kernel").GetBoolean(), item.GetProperty("emulated").GetBoolean()));
        }

        return list;
    }

    /// <summary>Null where this host has no SEV.</summary>
    public static SevCapability? AskSev(IQmpSession session)
    {
        QmpReply reply = session.Execute("query-sev-capabilities");
        if (reply.IsError)
        {
            return reply.ErrorClass == "GenericError" ? null : throw CapabilityProbe.Failed("query-sev-capabilities", reply);
        }

        JsonElement sev = reply.Value;
        return new(
            sev.GetProperty("cbitpos").GetUInt32(),
            sev.GetProperty("reduced-phys-bits").GetUInt32(),
            sev.GetProperty("pdh").GetString()!,
            sev.GetProperty("cert-chain").GetString()!,
            sev.TryGetProperty("cpu0-id", out JsonElement id) ? id.GetString() : null);
    }

    /// <summary>Null where this host has no SGX, or QEMU is too old to name the sections.</summary>
    public static SgxCapability? AskSgx(IQmpSession session)
    {
        QmpReply reply = session.Execute("query-sgx-capabilities");
        if (reply.IsError)
        {
            return reply.ErrorClass == "GenericError" ? null : throw CapabilityProbe.Failed("query-sgx-capabilities", reply);
        }

        JsonElement sgx = reply.Value;
        if (!sgx.TryGetProperty("sections", out JsonElement list))
        {
            return null;
        }

        var sections = new List<SgxSection>();
        ulong sum = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            sections.Add(new(item.GetProperty("node").GetUInt32(), item.GetProperty("size").GetUInt64() / 1024));
            sum += sections[^1].SizeKiB;
        }

        return new(
            sgx.GetProperty("flc").GetBoolean(),
            sgx.GetProperty("sgx1").GetBoolean(),
            sgx.GetProperty("sgx2").GetBoolean(),
            sgx.TryGetProperty("section-size", out JsonElement size) ? size.GetUInt64() / 1024 : sum,
            sections);
    }
}
