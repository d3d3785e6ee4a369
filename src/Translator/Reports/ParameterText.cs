using System.Text;

namespace VirshLite.Translator.Reports;

/// <summary>Values with their names as virsh prints them: the name takes up fifteen characters.</summary>
public static class ParameterText
{
    public static string Of(IEnumerable<(string Name, string Value)> parameters)
    {
        var text = new StringBuilder();
        foreach ((string name, string value) in parameters)
        {
            text.Append(name.PadRight(15)).Append(": ").Append(value).Append('\n');
        }

        return text.ToString();
    }
}
