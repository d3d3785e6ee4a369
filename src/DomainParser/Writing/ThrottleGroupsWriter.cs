using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;throttlegroups&gt;.</summary>
internal static class ThrottleGroupsWriter
{
    public static void Write(XmlOutput xml, List<ThrottleGroup> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }

        xml.Open("throttlegroups");
        foreach (ThrottleGroup group in groups)
        {
            xml.Open("throttlegroup");
            ThrottleLimitsWriter.Write(xml, group.Limits);
            xml.Element("group_name", group.Name).Close();
        }

        xml.Close();
    }
}
