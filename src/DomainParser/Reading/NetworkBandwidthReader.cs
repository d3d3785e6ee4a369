using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;bandwidth&gt; of a network, port group or port.</summary>
internal static class NetworkBandwidthReader
{
    /// <param name="cursor">The element.</param>
    /// <param name="takesFloor">Whether a least rate can be promised: to a port only.</param>
    public static Bandwidth? Read(XmlCursor cursor, bool takesFloor)
    {
        BandwidthRate? inbound = Rate(cursor.FirstChild("inbound"), takesFloor);
        BandwidthRate? outbound = Rate(cursor.FirstChild("outbound"), takesFloor);
        return inbound is null && outbound is null ? null : new Bandwidth(inbound, outbound);
    }

    private static BandwidthRate? Rate(XmlCursor? cursor, bool takesFloor)
    {
        if (cursor is null)
        {
            return null;
        }

        bool hasFloor = cursor.Text("floor") is not null;
        if (cursor.Text("average") is null && !hasFloor)
        {
            throw cursor.Refused("Missing mandatory average or floor attributes", RefusalKind.Plain);
        }

        if ((cursor.Text("peak") ?? cursor.Text("burst")) is not null && cursor.Text("average") is null)
        {
            throw cursor.Refused("'peak' and 'burst' require 'average' attribute", RefusalKind.Unsupported);
        }

        return hasFloor && (!takesFloor || cursor.Name == "outbound")
            ? throw cursor.Refused("floor attribute is not supported for this config", RefusalKind.Unsupported)
            : new BandwidthRate(cursor.Unsigned("average") ?? 0, cursor.Unsigned("peak") ?? 0, cursor.Unsigned("floor") ?? 0, cursor.Unsigned("burst") ?? 0);
    }
}
