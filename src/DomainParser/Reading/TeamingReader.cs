using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;teaming&gt; of an interface or host device (formatdomain, "Teaming a virtio/hostdev NIC pair").</summary>
internal static class TeamingReader
{
    /// <summary>The role in a failover pair; null where nothing is said.</summary>
    public static Teaming? Read(XmlCursor cursor)
    {
        if (cursor.Child("teaming") is not { } teaming)
        {
            return null;
        }

        if (teaming.Text("type") is not { } type)
        {
            if (teaming.Text("persistent") is null)
            {
                teaming.Context.Ignored("<teaming> without the attribute 'type' says nothing", teaming.Position);
                return null;
            }

            throw teaming.Unsupported("unknown teaming type: <teaming> needs the attribute 'type'");
        }

        return type is "persistent" or "transient"
            ? new Teaming(type == "transient", teaming.NonEmpty("persistent"))
            : throw teaming.Error($"'{type}' is not a type of <teaming>; 'persistent' or 'transient' would be right");
    }
}
