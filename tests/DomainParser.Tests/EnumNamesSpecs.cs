using System.Reflection;

namespace VirshLite.DomainParser.Tests;

/// <summary>The words of an enum stand beside it as <c>X.Names</c>; nothing but these specs keeps the two in step.</summary>
public class EnumNamesSpecs
{
    public static TheoryData<string> Words() =>
        [.. typeof(EnumNames<>).Assembly.GetTypes().Where(t => All(t) is not null).Select(t => t.FullName!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Words))]
    public void Each_member_of_an_enum_has_its_word(string type)
    {
        FieldInfo all = All(typeof(EnumNames<>).Assembly.GetType(type)!)!;
        Type members = all.FieldType.GenericTypeArguments[0];
        var words = (IReadOnlyList<string>)all.FieldType.GetProperty("All")!.GetValue(all.GetValue(null))!;
        int[] values = [.. Enum.GetValues(members).Cast<object>().Select(Convert.ToInt32)];
        values.ShouldBe(Enumerable.Range(0, words.Count), $"{members.Name} has other members than {type} has words");
        words.ShouldBeUnique();
    }

    [Fact]
    public void There_are_words_to_look_at() => Words().Count.ShouldBeGreaterThan(100);

    private static FieldInfo? All(Type type) =>
        type.GetField("All", BindingFlags.NonPublic | BindingFlags.Static) is { FieldType: { IsGenericType: true } field } all
            && field.GetGenericTypeDefinition() == typeof(EnumNames<>)
            ? all
            : null;
}
