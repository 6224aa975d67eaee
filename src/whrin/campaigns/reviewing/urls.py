"""Addresses of comments, tasks, sign-off and people of a paper, under /write/."""

from django.urls import path

from whrin.campaigns.reviewing import deciding, people, remarks, tasks

patterns = [
    path("write/<uuid:uid>/people/", people.people, name="people"),
    path("write/<uuid:uid>/people/<int:pk>/", people.one, name="person"),
    path("write/<uuid:uid>/letters/", people.letters, name="letters"),
    path("write/<uuid:uid>/remarks/", remarks.remarks, name="remarks"),
    path("write/<uuid:uid>/remarks/<int:number>/", remarks.one, name="remark"),
    path("write/<uuid:uid>/p/<uuid:paragraph>/remarks/", remarks.about, name="paragraph_remarks"),
    path("write/<uuid:uid>/review/", deciding.review, name="review"),
    path("write/<uuid:uid>/tasks/", tasks.tasks, name="tasks"),
    path("write/<uuid:uid>/tasks/<int:pk>/", tasks.one, name="task"),
]
