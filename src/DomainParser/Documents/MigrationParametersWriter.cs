using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;migParams&gt; of a guest's status: the parameters that a finished migration puts back.</summary>
public static class MigrationParametersWriter
{
    public static string Write(IEnumerable<MigrationParameter> parameters)
    {
        var xml = new XmlOutput();
        Write(xml, parameters);
        return xml.ToString();
    }

    internal static void Write(XmlOutput xml, IEnumerable<MigrationParameter> parameters)
    {
        xml.Open("migParams");
        foreach (MigrationParameter parameter in parameters)
        {
            xml.Open("param").Attr("name", parameter.Name).Attr("value", parameter.Value).Close();
        }

        xml.CloseEmptyBlock();
    }
}
