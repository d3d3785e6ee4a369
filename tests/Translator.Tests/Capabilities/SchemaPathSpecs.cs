using System.Text.Json;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Tests.Capabilities;

/// <summary>The little path language over QMP's schema (capabilities.md 2.2).</summary>
public class SchemaPathSpecs
{
    private static readonly SchemaPath Schema = new(JsonDocument.Parse(
        """
        [
          {"name":"cmd","meta-type":"command","arg-type":"1","ret-type":"[2]","features":["fancy"]},
          {"name":"1","meta-type":"object","members":[{"name":"mode","type":"3"},{"name":"opt","type":"str","default":null}],
           "tag":"mode","variants":[{"case":"a","type":"2"}],"features":["wide"]},
          {"name":"2","meta-type":"object","members":[{"name":"inner","type":"4"}],"features":["fdset"]},
          {"name":"[2]","meta-type":"array","element-type":"2"},
          {"name":"3","meta-type":"enum","members":[{"name":"a"},{"name":"b","features":["new"]}],"values":["a","b"]},
          {"name":"4","meta-type":"alternate","members":[{"type":"str"},{"type":"5"}]},
          {"name":"5","meta-type":"object","members":[{"name":"deep","type":"str"}]},
          {"name":"6","meta-type":"enum","values":["old"]},
          {"name":"other","meta-type":"event","arg-type":"7"},
          {"name":"7","meta-type":"object","members":[{"name":"e","type":"6"}]},
          {"name":"str","meta-type":"builtin","json-type":"string"}
        ]
        """).RootElement);

    [Theory]
    [InlineData("cmd")]
    [InlineData("cmd/$fancy")]
    [InlineData("cmd/arg-type/mode/^a")]
    [InlineData("cmd/arg-type/mode/^b/$new")]
    [InlineData("cmd/arg-type/*opt")]
    [InlineData("cmd/arg-type/opt/!string")]
    [InlineData("cmd/arg-type/+a/inner/deep")]
    [InlineData("cmd/arg-type/+a/$fdset")]
    [InlineData("cmd/arg-type/$wide")]
    [InlineData("cmd/ret-type/inner")]
    [InlineData("other/arg-type/e/^old")]
    public void Found(string path) => Schema.Exists(path).ShouldBeTrue();

    [Theory]
    [InlineData("none")]
    [InlineData("cmd/$plain")]
    [InlineData("cmd/arg-type/mode/^c")]
    [InlineData("cmd/arg-type/mode/a")]
    [InlineData("cmd/arg-type/mode/^a/$new")]
    [InlineData("cmd/arg-type/*mode")]
    [InlineData("cmd/arg-type/+b")]
    [InlineData("cmd/arg-type/opt/!int")]
    [InlineData("cmd/members/mode")]
    [InlineData("cmd/$fancy/arg-type")]
    [InlineData("other/arg-type/e/^new")]
    public void Not_found(string path) => Schema.Exists(path).ShouldBeFalse();
}
